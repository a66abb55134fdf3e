package org.keqiao.ingest.courseware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.courseware.CoursewareParser;
import org.keqiao.courseware.CoursewareType;
import org.keqiao.courseware.Examination;
import org.keqiao.courseware.Magic;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Spool;

/** Looks into a file that is no film and no sound, and says what it is. */
public final class CoursewareInspection {

  /** What may be a film or a sound, and what nobody knows, are for others to look into. */
  private static final String UNKNOWN = "file-type";

  private final CoursewareParser parser;
  private final Spool spool;

  /** With a parser, and a folder for it to work in. */
  public CoursewareInspection(CoursewareParser parser, Spool spool) {
    this.parser = parser;
    this.spool = spool;
  }

  /** What a file is by its content; nothing when it may be a film or a sound. */
  public Optional<Blob> inspect(Path file) throws IOException, InterruptedException {
    String magic = Magic.typeOf(file);
    boolean courseware = CoursewareType.of(magic).isPresent() || magic.equals(Magic.OLE);
    if (!courseware && Magic.refusal(magic).equals(UNKNOWN) && !magic.startsWith("text/")) {
      return Optional.empty();
    }
    Path folder = spool.jobFolder();
    try {
      return Optional.of(blob(Files.size(file), parser.examine(file, folder)));
    } finally {
      Spool.delete(folder);
    }
  }

  private static Blob blob(long bytes, Examination found) {
    return new Blob(
        bytes,
        found.mediaType(),
        CoursewareType.of(found.mediaType()).map(type -> type.kind().label()).orElse("other"),
        found.refusal(),
        Optional.empty(),
        found.width(),
        found.height(),
        Optional.empty());
  }
}
