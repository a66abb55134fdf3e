package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaProcessTest {

  @TempDir Path folder;

  @Test
  void run_anyCommand_seesGivenEnvironmentAndFolderOnly() throws Exception {
    MediaProcess.Finished finished =
        new MediaProcess(Map.of("ONLY", "this"), folder, Duration.ofSeconds(10))
            .run(List.of("/usr/bin/env"));

    assertTrue(finished.succeeded());
    assertEquals("ONLY=this", finished.output().strip());
    assertEquals(folder.toRealPath().toString(), sh("pwd -P").output().strip());
  }

  @Test
  void run_failingCommand_tellsCodeAndLastComplaint() throws Exception {
    MediaProcess.Finished finished =
        sh(
            "echo first >&2; echo second >&2; echo 'x: no version information available' >&2; exit 3");

    assertEquals(3, finished.exitCode());
    assertFalse(finished.succeeded());
    assertEquals("second", finished.lastErrorLine());
  }

  @Test
  void run_talkativeCommand_keepsTheEndOfComplaintsOnly() throws Exception {
    MediaProcess.Finished finished = sh("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo end >&2");

    assertTrue(finished.succeeded());
    assertTrue(finished.errors().endsWith("end\n"));
    assertTrue(finished.errors().length() <= 8192);
  }

  @Test
  void run_overLimit_isKilledWithItsChildren() throws Exception {
    AtomicLong child = new AtomicLong();
    MediaProcess.Finished finished =
        process(Duration.ofMillis(500))
            .run(
                List.of("/bin/sh", "-c", "sleep 100 & echo $!; wait"),
                line -> child.set(Long.parseLong(line)));

    assertTrue(finished.timedOut());
    assertFalse(finished.succeeded());
    assertDead(child.get());
  }

  @Test
  void run_interrupted_killsTheProcessFirst() throws Exception {
    AtomicLong child = new AtomicLong();
    AtomicReference<@Nullable Exception> thrown = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread caller =
        Thread.startVirtualThread(
            () -> {
              try {
                process(Duration.ofMinutes(1))
                    .run(
                        List.of("/bin/sh", "-c", "echo $$; sleep 100; true"),
                        line -> {
                          child.set(Long.parseLong(line));
                          started.countDown();
                        });
              } catch (IOException | InterruptedException e) {
                thrown.set(e);
              }
            });
    started.await();
    caller.interrupt();
    caller.join(Duration.ofSeconds(10));

    assertTrue(thrown.get() instanceof InterruptedException);
    assertDead(child.get());
  }

  @Test
  void run_consumerThrows_killsTheProcessAndThrowsThat() {
    IllegalStateException mine = new IllegalStateException("mine");

    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                process(Duration.ofMinutes(1))
                    .run(
                        List.of("/bin/sh", "-c", "echo go; sleep 100; true"),
                        line -> {
                          throw mine;
                        }));

    assertEquals(mine, thrown);
  }

  private MediaProcess process(Duration limit) {
    return new MediaProcess(Map.of("PATH", "/usr/bin:/bin"), folder, limit);
  }

  private MediaProcess.Finished sh(String script) throws Exception {
    return process(Duration.ofSeconds(20)).run(List.of("/bin/sh", "-c", script));
  }

  private static void assertDead(long pid) {
    assertTrue(pid > 0);
    // A killed child of a killed parent stays in the table until its new parent looks.
    ProcessHandle.of(pid)
        .ifPresent(
            handle -> handle.onExit().orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join());
  }
}
