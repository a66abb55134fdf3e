package org.keqiao.courseware;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Makes courseware with the libraries that Office programs are made of. */
public final class Samples {

  /** A picture of how much fits on a page. */
  private static final int SLIDE_WIDTH = 960;

  private Samples() {}

  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writing.to(bytes);
    return bytes.toByteArray();
  }

  /** Slides of today's PowerPoint, one of these texts on each. */
  public static byte[] pptx(String... texts) throws IOException {
    try (XMLSlideShow show = new XMLSlideShow()) {
      show.setPageSize(new java.awt.Dimension(SLIDE_WIDTH, 540));
      for (String text : texts) {
        XSLFSlide slide = show.createSlide();
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new Rectangle(60, 60, 840, 400));
        box.setText(text);
      }
      return bytes(show::write);
    }
  }

  /** Slides of the PowerPoint before 2007. */
  static byte[] ppt(String... texts) throws IOException {
    try (HSLFSlideShow show = new HSLFSlideShow()) {
      for (String text : texts) {
        HSLFSlide slide = show.createSlide();
        HSLFTextBox box = new HSLFTextBox();
        box.setAnchor(new Rectangle(50, 50, 600, 300));
        box.setText(text);
        slide.addShape(box);
      }
      return bytes(show::write);
    }
  }

  /** A Word document with a page for each of these texts. */
  static byte[] docx(String... pages) throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      for (int i = 0; i < pages.length; i++) {
        var run = document.createParagraph().createRun();
        if (i > 0) {
          run.addBreak(BreakType.PAGE);
        }
        run.setText(pages[i]);
      }
      return bytes(document::write);
    }
  }

  static byte[] xlsx(String sheet, String cell) throws IOException {
    try (Workbook workbook = new XSSFWorkbook()) {
      return workbook(workbook, sheet, cell);
    }
  }

  static byte[] xls(String sheet, String cell) throws IOException {
    try (Workbook workbook = new HSSFWorkbook()) {
      return workbook(workbook, sheet, cell);
    }
  }

  private static byte[] workbook(Workbook workbook, String name, String cell) throws IOException {
    Sheet sheet = workbook.createSheet(name);
    sheet.createRow(0).createCell(0).setCellValue(cell);
    return bytes(workbook::write);
  }

  /** An OpenDocument of this media type with this body. */
  static byte[] openDocument(String mediaType, String body) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("mimetype", utf8(mediaType));
    entries.put(
        "content.xml",
        utf8(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document-content office:version="1.2"
             xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
             xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
             xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
             xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body>
            """
                + body
                + "</office:body></office:document-content>"));
    entries.put(
        "META-INF/manifest.xml",
        utf8(
            """
            <manifest:manifest manifest:version="1.2"
             xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
            <manifest:file-entry manifest:full-path="/" manifest:media-type="%s"/>
            <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
            </manifest:manifest>
            """
                .formatted(mediaType)));
    return zip(StandardCharsets.UTF_8, entries);
  }

  /** A PDF with a page for each of these texts in Latin letters. */
  public static byte[] pdf(String... pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      write(document, pages);
      return bytes(document::save);
    }
  }

  private static void write(PDDocument document, String... pages) throws IOException {
    PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    for (String text : pages) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(font, 24);
        content.newLineAtOffset(72, 700);
        content.showText(text);
        content.endText();
      }
    }
  }

  /** A PDF that does not open without a password. */
  static byte[] lockedPdf() throws IOException {
    try (PDDocument document = new PDDocument()) {
      write(document, "secret");
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      return bytes(document::save);
    }
  }

  /** A PDF that holds nothing but the photograph of a page. */
  static byte[] scannedPdf() throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawImage(
            JPEGFactory.createFromImage(document, photograph(1600, 2000)), 0, 0, 612, 792);
      }
      return bytes(document::save);
    }
  }

  /** A PDF with so many empty pages. */
  static byte[] pdfOfPages(int pages) {
    StringBuilder kids = new StringBuilder();
    StringBuilder objects = new StringBuilder();
    for (int i = 0; i < pages; i++) {
      kids.append(i + 3).append(" 0 R ");
      objects.append(i + 3).append(" 0 obj<</Type/Page/Parent 2 0 R>>endobj\n");
    }
    return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/MediaBox[0 0"
            + " 200 200]/Count "
            + pages
            + "/Kids["
            + kids
            + "]>>endobj\n"
            + objects
            + "trailer<</Root 1 0 R>>\n%%EOF\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A small PDF whose only picture takes so much memory that nothing can draw it. */
  static byte[] pdfWithPictureOf(int pixels) throws IOException {
    byte[] picture =
        bytes(
            out -> {
              try (DeflaterOutputStream packed =
                  new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
                for (int row = 0; row < pixels; row++) {
                  packed.write(new byte[3 * pixels]);
                }
              }
            });
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      PDImageXObject image =
          new PDImageXObject(
              document,
              new ByteArrayInputStream(picture),
              COSName.FLATE_DECODE,
              pixels,
              pixels,
              8,
              PDDeviceRGB.INSTANCE);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawImage(image, 0, 0, 612, 612);
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 24);
        content.newLineAtOffset(72, 700);
        content.showText("Under the picture");
        content.endText();
      }
      return bytes(document::save);
    }
  }

  /** Office's own encryption around a document. */
  public static byte[] locked(byte[] office) throws IOException {
    try (POIFSFileSystem container = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("1234");
      try (OutputStream data = encryptor.getDataStream(container)) {
        data.write(office);
      }
      return bytes(container::writeFilesystem);
    } catch (GeneralSecurityException impossible) {
      throw new IOException(impossible);
    }
  }

  /** The first part of a file whose upload broke off where nobody noticed. */
  static byte[] truncated(byte[] whole) {
    return Arrays.copyOf(whole, whole.length * 2 / 3);
  }

  /** An archive of these files. */
  public static byte[] zip(Charset names, Map<String, byte[]> entries) throws IOException {
    return bytes(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
              zip.putNextEntry(new ZipEntry(entry.getKey()));
              zip.write(entry.getValue());
              zip.closeEntry();
            }
          }
        });
  }

  /** A Word document with this as its body part. */
  static byte[] docxOf(Writing body) throws IOException {
    return bytes(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(utf8("<Types/>"));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            body.to(zip);
            zip.closeEntry();
          }
        });
  }

  /** Six hundred kilobytes that unpack to six hundred megabytes of one word. */
  static byte[] zipBomb() throws IOException {
    return docxOf(
        out -> {
          out.write(utf8("<w:document xmlns:w=\"w\"><w:t>"));
          byte[] block = new byte[1 << 20];
          Arrays.fill(block, (byte) 'a');
          for (int i = 0; i < 600; i++) {
            out.write(block);
          }
          out.write(utf8("</w:t></w:document>"));
        });
  }

  /** Entities within entities, a billion of them in the end. */
  static byte[] xmlBomb() throws IOException {
    StringBuilder entities = new StringBuilder("<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      entities.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE w:document ["
            + entities
            + "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>"
            + "<w:document xmlns:w=\"w\"><w:t>&file;&a9;</w:t></w:document>";
    return docxOf(out -> out.write(utf8(xml)));
  }

  /** Something that looks like a photograph to a coder. */
  static BufferedImage photograph(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < 200; i++) {
      pen.setColor(new Color((i * 37) % 256, (i * 91) % 256, (i * 53) % 256));
      pen.fillOval((i * 131) % width, (i * 197) % height, width / 5, height / 5);
    }
    pen.dispose();
    return image;
  }

  static byte[] picture(BufferedImage image, String format) throws IOException {
    return bytes(out -> ImageIO.write(image, format, out));
  }

  /** A JPEG that a telephone held upright has taken: it says "turn me" and where it was taken. */
  static byte[] telephonePhoto() throws IOException {
    byte[] jpeg = picture(photograph(800, 600), "jpeg");
    byte[] exif = {
      'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6,
      0, 0, 0, 0, 0, 0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2)});
    out.write(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** A PNG that says that it has so many pixels, and has no more than that to say. */
  static byte[] pngOf(int width, int height) throws IOException {
    byte[] png = picture(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png");
    java.nio.ByteBuffer header = java.nio.ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    java.util.zip.CRC32 check = new java.util.zip.CRC32();
    check.update(png, 12, 17);
    header.putInt(29, (int) check.getValue());
    return png;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
