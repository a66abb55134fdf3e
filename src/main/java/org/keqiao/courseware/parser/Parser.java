package org.keqiao.courseware.parser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.keqiao.courseware.Unusable;
import org.keqiao.store.Json;

/**
 * The command line of the program that opens strangers' files: what to do, with which file, and
 * what its first bytes say that it is. The result is written into the working folder. A file that
 * cannot be used ends it with a status of its own and a line that begins with the reason's code.
 */
public final class Parser {

  /** Says what a file is. */
  public static final String EXAMINE = "examine";

  /** Reads its text and draws its pages. */
  public static final String PREPARE = "prepare";

  /** Reads its text only. */
  public static final String PREPARE_TEXT = "prepare-text";

  /** Name of the result. */
  public static final String RESULT = "result.json";

  /** How it ends when it has refused the file and printed why. */
  public static final int REFUSED = 4;

  private Parser() {}

  /**
   * Does one thing with one file.
   *
   * @param arguments the thing, the file, its media type
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    try {
      Files.write(Path.of(RESULT), Json.bytes(result(arguments[0], file, arguments[2])));
    } catch (Unusable refused) {
      refuse(refused.code(), String.valueOf(refused.getMessage()));
    } catch (EncryptedDocumentException locked) {
      refuse("document-locked", String.valueOf(locked.getMessage()));
    } catch (OldFileFormatException old) {
      refuse("document-too-old", String.valueOf(old.getMessage()));
    } catch (IOException | RuntimeException | StackOverflowError damaged) {
      refuse("document-damaged", String.valueOf(damaged));
    }
  }

  private static Object result(String what, Path file, String type) throws Unusable, IOException {
    if (what.equals(EXAMINE)) {
      return Examining.examine(file, type);
    }
    return new Preparing(Path.of(""))
        .prepare(file, Examining.typeOf(file, type), what.equals(PREPARE));
  }

  private static void refuse(String code, String detail) {
    System.out.println(code + " " + detail.lines().findFirst().orElse(""));
    System.out.flush();
    // Threads of a library, such as those of fonts and pictures, do not keep it alive.
    Runtime.getRuntime().halt(REFUSED);
  }
}
