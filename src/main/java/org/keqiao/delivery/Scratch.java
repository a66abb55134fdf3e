package org.keqiao.delivery;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/**
 * Memory outside of the Java heap into which blocks are read, a few at a time. It is used again and
 * again: memory that the system has to give anew costs more than the bytes that it takes.
 */
final class Scratch {

  /** How many blocks are read at a time. */
  private static final int MOST = 32;

  private final Semaphore free = new Semaphore(MOST);
  private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

  /**
   * Lends memory of a block; waits until there is some. What was used by something that failed is
   * not used again, as it may still be written to.
   */
  ByteBuffer lend(int length, UnaryOperator<ByteBuffer> use) {
    free.acquireUninterruptibly();
    try {
      ByteBuffer known = idle.poll();
      ByteBuffer memory = known == null ? ByteBuffer.allocateDirect(Block.SIZE) : known;
      ByteBuffer result = use.apply(memory.clear().limit(length));
      idle.add(memory);
      return result;
    } finally {
      free.release();
    }
  }
}
