package org.keqiao.courseware;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of file that can be courseware. */
public enum CoursewareType {
  PDF("application/pdf", Kind.DOCUMENT),
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", Kind.DOCUMENT),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind.DOCUMENT),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind.DOCUMENT),
  PPT("application/vnd.ms-powerpoint", Kind.DOCUMENT),
  DOC("application/msword", Kind.DOCUMENT),
  XLS("application/vnd.ms-excel", Kind.DOCUMENT),
  ODP("application/vnd.oasis.opendocument.presentation", Kind.DOCUMENT),
  ODT("application/vnd.oasis.opendocument.text", Kind.DOCUMENT),
  ODS("application/vnd.oasis.opendocument.spreadsheet", Kind.DOCUMENT),
  JPEG("image/jpeg", Kind.IMAGE),
  PNG("image/png", Kind.IMAGE),
  GIF("image/gif", Kind.IMAGE),
  BMP("image/bmp", Kind.IMAGE),
  TIFF("image/tiff", Kind.IMAGE),
  ZIP("application/zip", Kind.ARCHIVE);

  /** What people would call it. */
  public enum Kind {
    /** Has pages, slides or sheets. */
    DOCUMENT,
    /** One picture. */
    IMAGE,
    /** A bundle of other files. */
    ARCHIVE;

    /** The name in API and record. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String mediaType;
  private final Kind kind;

  CoursewareType(String mediaType, Kind kind) {
    this.mediaType = mediaType;
    this.kind = kind;
  }

  /** Its media type, as registered. */
  public String mediaType() {
    return mediaType;
  }

  /** What people would call it. */
  public Kind kind() {
    return kind;
  }

  /** How names of such files end. */
  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether only LibreOffice knows how its pages look. */
  boolean wantsOffice() {
    return switch (this) {
      case DOC, DOCX, XLS, XLSX, ODT, ODP, ODS -> true;
      case PDF, PPT, PPTX, JPEG, PNG, GIF, BMP, TIFF, ZIP -> false;
    };
  }

  /** The type with this media type. */
  public static Optional<CoursewareType> of(String mediaType) {
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }
}
