package org.keqiao.csv;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.keqiao.fault.FaultException;
import org.keqiao.language.Decoding;

/** The text of a file that a spreadsheet wrote, whichever encoding it chose. */
final class CsvText {

  /** What a Chinese Excel writes when it is not asked for UTF-8; GBK is a part of it. */
  private static final Charset GB = Charset.forName("GB18030");

  private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[][] WORKBOOKS = {
    {'P', 'K', 3, 4}, {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}
  };
  private static final byte[][] UTF16_MARKS = {
    {(byte) 0xFF, (byte) 0xFE}, {(byte) 0xFE, (byte) 0xFF}
  };

  private CsvText() {}

  /** UTF-8 with the mark by which Excel knows it. */
  static byte[] encode(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(UTF8_MARK.length + plain.length).put(UTF8_MARK).put(plain).array();
  }

  /**
   * The text of UTF-8 with or without a mark, or else of GB18030.
   *
   * @throws FaultException invalid, when it is a workbook or in another encoding
   */
  static String decode(byte[] file) {
    for (byte[] workbook : WORKBOOKS) {
      if (begins(file, workbook)) {
        throw FaultException.invalid("csv-is-workbook");
      }
    }
    for (byte[] mark : UTF16_MARKS) {
      if (begins(file, mark)) {
        throw FaultException.invalid("csv-encoding");
      }
    }
    int start = begins(file, UTF8_MARK) ? UTF8_MARK.length : 0;
    ByteBuffer bytes = ByteBuffer.wrap(file, start, file.length - start);
    return Decoding.strict(bytes, StandardCharsets.UTF_8)
        .or(() -> Decoding.strict(bytes, GB))
        .filter(text -> text.indexOf('\0') < 0)
        .orElseThrow(() -> FaultException.invalid("csv-encoding"));
  }

  private static boolean begins(byte[] file, byte[] mark) {
    return file.length >= mark.length
        && ByteBuffer.wrap(file, 0, mark.length).equals(ByteBuffer.wrap(mark));
  }
}
