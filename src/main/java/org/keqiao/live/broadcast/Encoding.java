package org.keqiao.live.broadcast;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.keqiao.ingest.Spool;
import org.keqiao.live.fragment.Piece;
import org.keqiao.live.fragment.Splitter;
import org.keqiao.media.Encoder;
import org.keqiao.media.LiveProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the encoder for one source. Bytes go in and come out over sockets in a private folder,
 * which nobody else on this machine can open.
 */
final class Encoding implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Encoding.class);
  private static final int PIECE = 64 << 10;
  private static final int SECONDS_TO_OPEN = 10;
  private static final int SECONDS_TO_END = 5;
  private static final String SOURCE = "source";

  private final Path folder;
  private final List<ServerSocketChannel> doors = new ArrayList<>();
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> reading = new ArrayList<>();
  private final LiveProcess process;
  private final SocketChannel input;

  /** Hears of what the encoder makes, each rung on a thread of its own. */
  @FunctionalInterface
  interface Outlet {
    void made(Rung rung, Piece piece);
  }

  private Encoding(Encoder encoder, SourceKind kind, BroadcastSettings settings, Outlet outlet)
      throws IOException {
    // The addresses of such sockets are short: 108 bytes, wherever the data lies.
    this.folder = Files.createTempDirectory("keqiao-live-");
    try {
      for (Rung rung : kind.rungs()) {
        ServerSocketChannel door = open(rung.label());
        reading.add(readers.submit(() -> read(door, rung, outlet)));
      }
      ServerSocketChannel entrance = open(SOURCE);
      EncoderCommand command =
          new EncoderCommand(EncoderCommand.socketInput(kind, SOURCE), kind, settings);
      this.process =
          LiveProcess.start(
              encoder, folder, command.arguments(), line -> LOG.debug("encoder: {}", line));
      this.input = accept(entrance);
    } catch (IOException | RuntimeException failed) {
      clear();
      throw failed;
    }
  }

  /**
   * Starts.
   *
   * @throws IOException when the encoder does not
   */
  static Encoding start(Encoder encoder, SourceKind kind, BroadcastSettings settings, Outlet outlet)
      throws IOException {
    return new Encoding(encoder, kind, settings, outlet);
  }

  private ServerSocketChannel open(String name) throws IOException {
    ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    doors.add(door);
    return door.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
  }

  private SocketChannel accept(ServerSocketChannel entrance) throws IOException {
    Future<SocketChannel> coming = readers.submit(entrance::accept);
    try {
      return coming.get(SECONDS_TO_OPEN, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      process.close();
      throw new IOException("the encoder did not start: " + process.lastComplaint(), silent);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      process.close();
      throw new IOException(stopping);
    }
  }

  private static void read(ServerSocketChannel door, Rung rung, Outlet outlet) {
    Splitter splitter = new Splitter();
    ByteBuffer room = ByteBuffer.allocate(PIECE);
    try (SocketChannel output = door.accept()) {
      while (output.read(room.clear()) >= 0) {
        Buffer arrived = Buffer.buffer().appendBytes(room.array(), 0, room.position());
        splitter.take(arrived).forEach(piece -> outlet.made(rung, piece));
      }
    } catch (IOException closed) {
      LOG.debug("the encoder's {} has ended: {}", rung.label(), closed.getMessage());
    } catch (RuntimeException defect) {
      LOG.warn("the encoder's {} cannot be read", rung.label(), defect);
    }
  }

  /**
   * Gives the encoder bytes of the source; blocks while it has too many.
   *
   * @throws IOException when it has ended
   */
  void write(Buffer bytes) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(bytes.getBytes());
    while (all.hasRemaining()) {
      input.write(all);
    }
  }

  /** What the encoder complained about last. */
  String lastComplaint() {
    return process.lastComplaint();
  }

  /** Lets it encode what it has, and ends it. */
  @Override
  public void close() {
    try {
      input.close();
      if (!process.await(SECONDS_TO_END)) {
        LOG.warn("an encoder did not end by itself");
      }
      process.close();
      // Outputs that it never opened are not waited for.
      closeDoors();
      for (Future<?> each : reading) {
        each.get(SECONDS_TO_END, TimeUnit.SECONDS);
      }
    } catch (IOException | ExecutionException | TimeoutException late) {
      LOG.warn("an encoder did not end well", late);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      process.close();
      clear();
    }
  }

  private void clear() {
    closeDoors();
    readers.shutdownNow();
    Spool.delete(folder);
  }

  private void closeDoors() {
    for (ServerSocketChannel door : doors) {
      try {
        door.close();
      } catch (IOException closed) {
        LOG.debug("a socket was closed already: {}", closed.getMessage());
      }
    }
  }
}
