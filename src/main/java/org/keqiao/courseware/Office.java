package org.keqiao.courseware;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.keqiao.media.MediaProcess;

/**
 * LibreOffice, which lays out the documents that nothing in Java can draw. It is run once for each
 * document, with a profile of its own that runs no macro and opens neither links nor the network,
 * and with limits of memory, disk and time. Blocks the calling thread.
 */
public final class Office {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Address space in KiB, a file's size in blocks of 512 bytes, processor time in seconds. */
  private static final String LIMITED =
      "ulimit -v 4000000; ulimit -f 1000000; ulimit -t 170; exec \"$0\" \"$@\"";

  private static final String NOWHERE = "127.0.0.1";
  private static final String NO_PORT = "9";
  private static final String MANUAL = "2";

  private final Path program;
  private final Semaphore one = new Semaphore(1, true);

  private Office(Path program) {
    this.program = program;
  }

  /**
   * Looks for the program {@code soffice}.
   *
   * @param configured where it is, if that was said
   * @param searchPath folders to look in, separated as in the variable PATH
   * @throws IOException when the configured one is not there
   */
  public static Optional<Office> locate(Optional<Path> configured, String searchPath)
      throws IOException {
    if (configured.isPresent() && !Files.isExecutable(configured.get())) {
      throw new IOException("There is no LibreOffice at " + configured.get());
    }
    return configured
        .or(
            () ->
                Arrays.stream(searchPath.split(File.pathSeparator, -1))
                    .filter(folder -> !folder.isBlank())
                    .map(folder -> Path.of(folder).toAbsolutePath().resolve("soffice"))
                    .filter(Files::isExecutable)
                    .findFirst())
        .map(Office::new);
  }

  /**
   * Lays a document out on pages.
   *
   * @param folder a private and empty one
   * @return a PDF in that folder; nothing when the document cannot be laid out
   */
  Optional<Path> layOut(Path document, CoursewareType type, Path folder)
      throws IOException, InterruptedException {
    Path work = Files.createDirectory(folder.resolve("office")).toAbsolutePath();
    Path named = work.resolve("document." + type.extension());
    Files.copy(document, named);
    writeProfile(work.resolve("profile"));
    one.acquire();
    try {
      MediaProcess.Finished finished =
          new MediaProcess(environment(work), work, LIMIT).run(command(work, named));
      return Optional.of(work.resolve("document.pdf"))
          .filter(pdf -> finished.succeeded() && Files.isRegularFile(pdf));
    } finally {
      one.release();
    }
  }

  private static Map<String, String> environment(Path work) {
    return Map.of(
        "PATH",
        "/usr/bin:/bin",
        "HOME",
        work.toString(),
        "TMPDIR",
        work.toString(),
        "LC_ALL",
        "C.UTF-8");
  }

  private List<String> command(Path work, Path document) {
    return List.of(
        "/bin/sh",
        "-c",
        LIMITED,
        program.toString(),
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "-env:UserInstallation=" + work.resolve("profile").toUri(),
        "--convert-to",
        "pdf",
        "--outdir",
        work.toString(),
        document.toString());
  }

  private static void writeProfile(Path profile) throws IOException {
    Path user = Files.createDirectories(profile.resolve("user"));
    String items =
        List.of(
                item("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
                item("Common/Security/Scripting", "DisableMacrosExecution", "true"),
                item("Common/Security/Scripting", "MacroSecurityLevel", "3"),
                item("Writer/Content/Update", "Link", "0"),
                item("Calc/Content/Update", "Link", "1"))
            .stream()
            .collect(Collectors.joining("\n"));
    String proxies =
        List.of("HTTP", "HTTPS", "FTP").stream()
            .map(
                protocol ->
                    inet("ooInet%sProxyName".formatted(protocol), NOWHERE)
                        + inet("ooInet%sProxyPort".formatted(protocol), NO_PORT))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        user.resolve("registrymodifications.xcu"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
        %s
        %s
        %s
        </oor:items>
        """
            .formatted(items, inet("ooInetProxyType", MANUAL), proxies));
  }

  private static String item(String node, String name, String value) {
    return setting("/org.openoffice.Office." + node, name, value);
  }

  private static String inet(String name, String value) {
    return setting("/org.openoffice.Inet/Settings", name, value);
  }

  private static String setting(String path, String name, String value) {
    return ("<item oor:path=\"%s\"><prop oor:name=\"%s\" oor:op=\"fuse\"><value>%s</value></prop>"
            + "</item>")
        .formatted(path, name, value);
  }
}
