package org.keqiao.courseware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells what a file is by how it begins, whatever it is called. It looks at the first 64 KiB only
 * and opens nothing that is packed, so it is safe with a stranger's file.
 */
public final class Magic {

  /** What every older Office file begins with; its directory says which program wrote it. */
  public static final String OLE = "application/x-tika-msoffice";

  private static final int HEAD = 1 << 16;
  private static final byte[] OLE_MARK = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };
  private static final byte[] ZIP_MARK = {'P', 'K', 3, 4};

  /** Other names for what is registered under one. */
  private static final Map<String, String> ALIASES = Map.of("image/x-ms-bmp", "image/bmp");

  private static final Set<String> PROGRAMS =
      Set.of(
          "application/x-msdownload",
          "application/x-dosexec",
          "application/x-executable",
          "application/x-sharedlib",
          "application/x-elf",
          "application/x-object",
          "application/x-mach-o",
          "application/java-vm",
          "application/java-archive",
          "application/x-sh",
          "application/x-bat",
          "application/x-msi",
          "application/javascript",
          "text/javascript",
          "application/vnd.android.package-archive",
          "application/x-shockwave-flash");
  private static final Set<String> WEB_PAGES =
      Set.of("text/html", "application/xhtml+xml", "message/rfc822");
  private static final Set<String> OTHER_ARCHIVES =
      Set.of(
          "application/x-rar-compressed",
          "application/x-7z-compressed",
          "application/gzip",
          "application/x-tar",
          "application/x-bzip2",
          "application/x-xz");

  private Magic() {}

  /** Media type of a file, without parameters; {@code application/octet-stream} if unknown. */
  public static String typeOf(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return typeOf(content.readNBytes(HEAD));
    }
  }

  /** Media type of what begins like this; of what is packed, only that it is. */
  public static String typeOf(byte[] head) {
    if (begins(head, OLE_MARK)) {
      return OLE;
    }
    if (begins(head, ZIP_MARK)) {
      return CoursewareType.ZIP.mediaType();
    }
    try {
      MediaType type =
          MimeTypes.getDefaultMimeTypes().detect(new ByteArrayInputStream(head), new Metadata());
      String plain = type.getBaseType().toString();
      return ALIASES.getOrDefault(plain, plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static boolean begins(byte[] head, byte[] mark) {
    return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
  }

  /** Whether a type runs as a program on somebody's computer. */
  public static boolean isProgram(String mediaType) {
    return PROGRAMS.contains(mediaType);
  }

  /** Why a type cannot be courseware: a code. */
  public static String refusal(String mediaType) {
    if (WEB_PAGES.contains(mediaType)) {
      return "file-is-web-page";
    }
    if (isProgram(mediaType)) {
      return "file-is-program";
    }
    if (OTHER_ARCHIVES.contains(mediaType)) {
      return "archive-type";
    }
    return mediaType.startsWith("image/") ? "image-type" : "file-type";
  }
}
