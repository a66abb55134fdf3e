package org.keqiao.courseware.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The text of workbooks; a sheet is a page. */
final class SheetText {

  private SheetText() {}

  /** Opens a {@code .xlsx}, sheet by sheet and row by row. */
  static OpenDocument openXml(Path file) throws IOException {
    try (OPCPackage container = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      XSSFReader workbook = new XSSFReader(container);
      ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(container);
      PageTexts pages = new PageTexts();
      XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) workbook.getSheetsData();
      while (sheets.hasNext() && !pages.full()) {
        try (InputStream sheet = sheets.next()) {
          pages.separate(sheets.getSheetName() + "\n");
          XMLReader reader = XMLHelper.newXMLReader();
          reader.setContentHandler(
              new XSSFSheetXMLHandler(workbook.getStylesTable(), strings, new Cells(pages), false));
          reader.parse(new InputSource(sheet));
          pages.turn();
        }
      }
      return new TextDocument(pages.list());
    } catch (OpenXML4JException | SAXException | ParserConfigurationException damaged) {
      throw new IOException(damaged);
    }
  }

  private record Cells(PageTexts pages) implements XSSFSheetXMLHandler.SheetContentsHandler {

    @Override
    public void startRow(int row) {
      // the text of its cells follows
    }

    @Override
    public void endRow(int row) {
      pages.separate("\n");
    }

    @Override
    public void cell(
        @Nullable String reference, @Nullable String text, @Nullable XSSFComment comment) {
      if (text != null) {
        pages.separate(text + " ");
      }
    }
  }

  /** Opens a {@code .xls}. */
  static OpenDocument openBinary(Path file) throws IOException {
    PageTexts pages = new PageTexts();
    DataFormatter formatter = new DataFormatter();
    try (HSSFWorkbook workbook = new HSSFWorkbook(new POIFSFileSystem(file.toFile(), true))) {
      for (Sheet sheet : workbook) {
        pages.separate(sheet.getSheetName() + "\n");
        for (Row row : sheet) {
          for (Cell cell : row) {
            pages.separate(formatter.formatCellValue(cell) + " ");
          }
          pages.separate("\n");
        }
        pages.turn();
      }
    }
    return new TextDocument(pages.list());
  }
}
