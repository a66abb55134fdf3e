package org.keqiao.courseware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.keqiao.courseware.parser.Parser;
import org.keqiao.media.MediaProcess;
import org.keqiao.store.Json;

/**
 * Reads courseware in a Java process of its own: little memory, low priority, no environment, a
 * private folder and a limit of time. Whatever a hostile file does, it does it there. Of this
 * process few run at once, however many callers there are. Blocks the calling thread.
 */
public final class CoursewareParser {

  private static final Duration EXAMINE_LIMIT = Duration.ofMinutes(3);
  private static final Duration PREPARE_LIMIT = Duration.ofMinutes(8);

  private static final String TOO_COMPLEX = "file-too-complex";

  /**
   * Memory is capped in every way that the virtual machine knows; what exceeds it ends the process.
   * It lives shortly: the quick compiler and the simple collector suit it.
   */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx256m",
          "-Xss1m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:MaxMetaspaceSize=160m",
          "-XX:MaxDirectMemorySize=32m",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:-CreateCoredumpOnCrash",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.awt.headless=true",
          "-Djava.io.tmpdir=.",
          "-Duser.home=.",
          "-Dlog4j.provider=org.apache.logging.log4j.simple.internal.SimpleProvider",
          "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog");

  private final Optional<Office> office;

  /** Two at least, so that an upload need not wait for the end of a job. */
  private final Semaphore atOnce =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

  /** With LibreOffice, where there is one. */
  public CoursewareParser(Optional<Office> office) {
    this.office = office;
  }

  /**
   * Says what a file is, by content.
   *
   * @param file is read only
   * @param folder a private and empty one
   * @throws IOException when the parser cannot be started
   */
  public Examination examine(Path file, Path folder) throws IOException, InterruptedException {
    String type = Magic.typeOf(file);
    if (CoursewareType.of(type).isEmpty() && !type.equals(Magic.OLE)) {
      return Examination.refused(type, Magic.refusal(type));
    }
    try {
      return run(List.of(Parser.EXAMINE, path(file), type), folder, EXAMINE_LIMIT)
          .read(Examination.class);
    } catch (Unusable refused) {
      return Examination.refused(
          type, refused.code().equals(TOO_COMPLEX) ? "document-unreadable" : refused.code());
    }
  }

  /**
   * Reads the text of courseware and draws its pages. What needs more memory or time than there is
   * is left out, and then a finding says so: such a file can still be fetched.
   *
   * @param folder a private and empty one, where the pictures are written
   * @throws Unusable when it cannot be read at all
   * @throws IOException when the parser cannot be started
   */
  public Preparation prepare(Path file, Path folder)
      throws Unusable, IOException, InterruptedException {
    Path laidOut = layOut(file, folder);
    try {
      return prepare(laidOut, folder, Parser.PREPARE);
    } catch (Unusable failed) {
      if (!failed.code().equals(TOO_COMPLEX)) {
        throw failed;
      }
      return prepareText(laidOut, folder);
    }
  }

  /** The pages of a document that nothing else can draw; else the file itself. */
  private Path layOut(Path file, Path folder) throws Unusable, IOException, InterruptedException {
    String magic = Magic.typeOf(file);
    boolean container = magic.equals(Magic.OLE) || magic.equals(CoursewareType.ZIP.mediaType());
    if (office.isEmpty() || !container) {
      return file;
    }
    Examination found = examine(file, folder);
    if (found.refusal().isPresent()) {
      throw new Unusable(found.refusal().get(), "found out when it was to be laid out");
    }
    Optional<CoursewareType> type =
        CoursewareType.of(found.mediaType()).filter(CoursewareType::wantsOffice);
    return type.isPresent() ? office.get().layOut(file, type.get(), folder).orElse(file) : file;
  }

  private Preparation prepareText(Path file, Path folder)
      throws Unusable, IOException, InterruptedException {
    try {
      return prepare(file, folder, Parser.PREPARE_TEXT);
    } catch (Unusable failed) {
      if (!failed.code().equals(TOO_COMPLEX)) {
        throw failed;
      }
      return new Preparation(0, List.of(), List.of(), List.of(), List.of(TOO_COMPLEX));
    }
  }

  private Preparation prepare(Path file, Path folder, String how)
      throws Unusable, IOException, InterruptedException {
    return run(List.of(how, path(file), Magic.typeOf(file)), folder, PREPARE_LIMIT)
        .read(Preparation.class);
  }

  private record Result(Path file) {

    <T> T read(Class<T> type) throws IOException {
      return Json.read(Files.readAllBytes(file), type);
    }
  }

  private Result run(List<String> words, Path folder, Duration limit)
      throws Unusable, IOException, InterruptedException {
    atOnce.acquire();
    try {
      MediaProcess.Finished finished =
          new MediaProcess(Map.of(), folder, limit).run(command(words));
      if (finished.exitCode() == Parser.REFUSED) {
        String[] why = finished.output().strip().split(" ", 2);
        throw new Unusable(why[0], why[why.length - 1]);
      }
      if (!finished.succeeded()) {
        throw new Unusable(
            TOO_COMPLEX,
            "the parser ended with %d%s: %s"
                .formatted(
                    finished.exitCode(),
                    finished.timedOut() ? ", out of time" : "",
                    finished.lastErrorLine()));
      }
      return new Result(folder.resolve(Parser.RESULT));
    } finally {
      atOnce.release();
    }
  }

  private static List<String> command(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", ClassPath.absolute(), Parser.class.getName()));
    command.addAll(words);
    return command;
  }

  private static String path(Path file) {
    return file.toAbsolutePath().toString();
  }
}
