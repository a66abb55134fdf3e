package org.keqiao.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An ELF library without any function. The encoder names libraries of screen and sound card that a
 * server does not have and that no lesson needs; with an empty one in their place it starts. If a
 * needed library is missing as well, the self-test of the encoder fails, as it should.
 */
final class StubLibrary {

  private static final int HEADER_BYTES = 64;
  private static final int PROGRAM_HEADER_BYTES = 56;
  private static final int PROGRAM_HEADERS = 3;
  private static final int DYNAMIC_OFFSET = HEADER_BYTES + PROGRAM_HEADERS * PROGRAM_HEADER_BYTES;
  private static final int DYNAMIC_BYTES = 7 * 16;
  private static final int SYMBOLS_OFFSET = DYNAMIC_OFFSET + DYNAMIC_BYTES;
  private static final int SYMBOL_BYTES = 24;
  private static final int HASH_OFFSET = SYMBOLS_OFFSET + SYMBOL_BYTES;
  private static final int HASH_BYTES = 16;
  private static final int STRINGS_OFFSET = HASH_OFFSET + HASH_BYTES;

  private static final int READ_WRITE = 6;
  private static final int LARGEST_PAGE = 0x10000;

  private StubLibrary() {}

  /**
   * Writes a stub called {@code name} into {@code folder}, which is made if absent.
   *
   * @param machine number of the processor in ELF files
   */
  static void write(Path folder, String name, int machine) throws IOException {
    Files.createDirectories(folder);
    // Aside first: another process may be loading the one that is there.
    Path aside = Files.createTempFile(folder, ".stub-", "");
    Files.write(aside, content(name, machine));
    Folders.share(aside);
    Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] content(String name, int machine) {
    byte[] strings = ("\0" + name + "\0").getBytes(US_ASCII);
    ByteBuffer elf =
        ByteBuffer.allocate(STRINGS_OFFSET + strings.length).order(ByteOrder.LITTLE_ENDIAN);
    putHeader(elf, machine);
    putSegment(elf, 1, 0, elf.capacity(), LARGEST_PAGE); // PT_LOAD: the whole file
    putSegment(elf, 2, DYNAMIC_OFFSET, DYNAMIC_BYTES, 8); // PT_DYNAMIC
    putSegment(elf, 0x6474e551, 0, 0, 16); // PT_GNU_STACK: not executable
    putDynamic(elf, strings.length);
    elf.position(HASH_OFFSET);
    elf.putInt(1).putInt(1).putInt(0).putInt(0); // one bucket, one symbol: the empty one
    elf.put(strings);
    return elf.array();
  }

  private static void putHeader(ByteBuffer elf, int machine) {
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    elf.putShort((short) 3).putShort((short) machine).putInt(1); // a shared object
    elf.putLong(0).putLong(HEADER_BYTES).putLong(0); // no entry, no sections
    elf.putInt(0);
    elf.putShort((short) HEADER_BYTES);
    elf.putShort((short) PROGRAM_HEADER_BYTES).putShort((short) PROGRAM_HEADERS);
    elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
  }

  private static void putSegment(ByteBuffer elf, int type, long offset, long bytes, long align) {
    elf.putInt(type).putInt(READ_WRITE);
    elf.putLong(offset).putLong(offset).putLong(offset);
    elf.putLong(bytes).putLong(bytes).putLong(align);
  }

  private static void putDynamic(ByteBuffer elf, int stringBytes) {
    elf.putLong(14).putLong(1); // DT_SONAME
    elf.putLong(4).putLong(HASH_OFFSET); // DT_HASH
    elf.putLong(5).putLong(STRINGS_OFFSET); // DT_STRTAB
    elf.putLong(6).putLong(SYMBOLS_OFFSET); // DT_SYMTAB
    elf.putLong(10).putLong(stringBytes); // DT_STRSZ
    elf.putLong(11).putLong(SYMBOL_BYTES); // DT_SYMENT
    elf.putLong(0).putLong(0); // DT_NULL
  }
}
