package org.keqiao.live.broadcast;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.http.channel.Channel;
import org.keqiao.http.channel.Message;
import org.keqiao.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A browser that sends the teacher's picture and sound. */
final class Source {

  private static final Logger LOG = LoggerFactory.getLogger(Source.class);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  /** Of the close codes of this application: somebody opened the same seat anew. */
  static final int REPLACED = 4409;

  /** Of the close codes of this application: the session or the broadcast is over. */
  static final int OVER = 4410;

  private final Channel channel;
  private final int mostKbps;
  private final Clock clock;
  private Instant measuredFrom;
  private long measured;

  Source(Channel channel, int mostKbps, Clock clock) {
    this.channel = channel;
    this.mostKbps = mostKbps;
    this.clock = clock;
    this.measuredFrom = clock.instant();
  }

  /** Says that another one has taken its place. */
  void replace() {
    channel.close(REPLACED, "replaced");
  }

  /** Says that it is over. */
  void over() {
    channel.close(OVER, "over");
  }

  /**
   * Sends on until it is done or gone.
   *
   * @param alive is told now and again that there is something
   * @return whether the teacher said that it is over
   * @throws FaultException when it sends too much or what nobody understands
   */
  boolean send(Take take, Runnable alive) throws InterruptedException {
    for (Optional<Message> next = channel.receive(); next.isPresent(); next = channel.receive()) {
      switch (next.get()) {
        case Message.Text text -> {
          if (isStop(text.text())) {
            return true;
          }
        }
        case Message.Binary binary -> encode(take, binary.bytes());
      }
      alive.run();
    }
    return false;
  }

  private void encode(Take take, Buffer bytes) {
    measure(bytes.length());
    try {
      take.write(bytes);
    } catch (IOException ended) {
      LOG.info("a source cannot be encoded: {}", take.complaint());
      throw FaultException.invalid("live-source-unreadable");
    }
  }

  private void measure(int bytes) {
    Instant now = clock.instant();
    if (measuredFrom.plus(MEASURED).isBefore(now)) {
      measuredFrom = now;
      measured = 0;
    }
    measured += bytes;
    if (measured * 8 / 1000 > mostKbps * MEASURED.toSeconds()) {
      throw FaultException.invalid("live-too-fast", mostKbps);
    }
  }

  private static boolean isStop(String text) {
    try {
      return Json.STORED.readTree(text).path("type").asText().equals("stop");
    } catch (JsonProcessingException noise) {
      throw FaultException.malformed("malformed-json", 1);
    }
  }
}
