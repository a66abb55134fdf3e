package org.keqiao.courseware.parser;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.keqiao.courseware.CoursewareType;
import org.keqiao.courseware.Unusable;

/**
 * A file in zip format: an archive, or a document that is packed. It is unpacked once and counted
 * before anything is read out of it, because what it says of its own sizes need not be true. What
 * is packed inside of it again is never opened.
 */
final class ZipContainer implements Closeable {

  private static final int MOST_ENTRIES = 10_000;

  /** A presentation with films in it. */
  private static final long MOST_BYTES = 2L << 30;

  /** XML costs many times its size in memory. */
  private static final long MOST_XML = 200L << 20;

  /** Below this a container may be packed as tightly as it likes. */
  private static final long HARMLESS = 10L << 20;

  private static final int MOST_RATIO = 100;

  /** Names that are not in UTF-8 come from Chinese Windows. */
  private static final Charset ELSE = Charset.forName("GB18030");

  private final ZipFile zip;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A file in it.
   *
   * @param name with its folders, separated by slashes
   * @param bytes its size, as counted
   */
  record Entry(String name, long bytes, ZipArchiveEntry source) {}

  private ZipContainer(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens and counts.
   *
   * @throws Unusable when it is locked, or packed to do harm
   * @throws IOException when it is damaged
   */
  static ZipContainer open(Path file) throws Unusable, IOException {
    ZipContainer container = new ZipContainer(ZipFile.builder().setPath(file).get());
    container.count(Files.size(file));
    return container;
  }

  private void count(long packed) throws Unusable, IOException {
    List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
    if (all.size() > MOST_ENTRIES) {
      throw new Unusable("archive-entries", all.size() + " entries");
    }
    Budget budget = new Budget(packed);
    for (ZipArchiveEntry entry : all) {
      String name = name(entry);
      refuseOutside(name);
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw new Unusable("document-locked", name + " is encrypted");
      }
      if (!zip.canReadEntryData(entry)) {
        throw new Unusable("archive-type", name + " is packed by method " + entry.getMethod());
      }
      if (!entry.isDirectory()) {
        entries.add(new Entry(name, budget.spend(name, entry), entry));
      }
    }
  }

  /** How much may still be unpacked. */
  private final class Budget {

    private final long most;
    private long bytes;
    private long xml;

    Budget(long packed) {
      this.most = Math.min(MOST_BYTES, Math.max(HARMLESS, packed * MOST_RATIO));
    }

    long spend(String name, ZipArchiveEntry entry) throws Unusable, IOException {
      boolean markup = name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      try (InputStream content = zip.getInputStream(entry)) {
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
          size += count;
          bytes += count;
          xml += markup ? count : 0;
          if (bytes > most || xml > MOST_XML) {
            throw new Unusable("archive-expands", name + " takes it beyond every bound");
          }
        }
      }
      return size;
    }
  }

  private static void refuseOutside(String name) throws Unusable {
    boolean outside =
        name.startsWith("/")
            || name.matches("[A-Za-z]:.*")
            || List.of(name.split("/", -1)).contains("..");
    if (outside) {
      throw new Unusable("archive-names", name);
    }
  }

  private static String name(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(raw))
          .toString()
          .replace('\\', '/');
    } catch (CharacterCodingException other) {
      return new String(raw, ELSE).replace('\\', '/');
    }
  }

  /** The files in it, in order. */
  List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  private Optional<Entry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private boolean has(String name) {
    return find(name).isPresent();
  }

  /** The content of a file in it. */
  InputStream content(String name) throws IOException {
    return zip.getInputStream(
        find(name).orElseThrow(() -> new FileNotFoundException(name)).source());
  }

  /** How a file in it begins. */
  byte[] head(Entry entry, int bytes) throws IOException {
    try (InputStream content = zip.getInputStream(entry.source())) {
      return content.readNBytes(bytes);
    }
  }

  /**
   * What it is.
   *
   * @throws Unusable when it has macros, is locked, or is a program
   */
  CoursewareType type() throws Unusable, IOException {
    if (has("AndroidManifest.xml") || has("META-INF/MANIFEST.MF")) {
      throw new Unusable("file-is-program", "it is an application");
    }
    if (has("[Content_Types].xml")) {
      refuseMacros();
      return office();
    }
    Optional<Entry> type = find("mimetype");
    if (type.isPresent() && has("content.xml")) {
      refuseMacros();
      return openDocument(type.get());
    }
    return CoursewareType.ZIP;
  }

  private CoursewareType office() throws Unusable {
    if (has("word/document.xml")) {
      return CoursewareType.DOCX;
    }
    if (has("ppt/presentation.xml")) {
      return CoursewareType.PPTX;
    }
    if (has("xl/workbook.xml")) {
      return CoursewareType.XLSX;
    }
    throw new Unusable("file-type", "it is no document, slides or workbook");
  }

  private CoursewareType openDocument(Entry type) throws Unusable, IOException {
    Optional<Entry> manifest = find("META-INF/manifest.xml");
    if (manifest.isPresent() && text(manifest.get()).contains("encryption-data")) {
      throw new Unusable("document-locked", "its content is encrypted");
    }
    String mediaType = text(type).strip();
    return CoursewareType.of(mediaType)
        .orElseThrow(() -> new Unusable("file-type", "it is " + mediaType));
  }

  private String text(Entry entry) throws IOException {
    return new String(head(entry, 1 << 20), StandardCharsets.UTF_8);
  }

  private void refuseMacros() throws Unusable {
    for (Entry entry : entries) {
      String name = entry.name();
      if (name.endsWith("/vbaProject.bin")
          || name.startsWith("Scripts/")
          || (name.startsWith("Basic/")
              && !name.endsWith("-lc.xml")
              && !name.endsWith("-lb.xml"))) {
        throw new Unusable("document-macros", name);
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
