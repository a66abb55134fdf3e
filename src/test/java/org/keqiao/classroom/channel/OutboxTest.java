package org.keqiao.classroom.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A slow line gets less, never the wrong thing, and holds up nobody. */
class OutboxTest {

  private final HeardChannel channel = new HeardChannel();
  private final Outbox outbox = new Outbox(channel);

  private static String text(String type, int number) {
    return "{\"type\":\"%s\",\"n\":%d}".formatted(type, number);
  }

  @Test
  void slowLine_getsTheLastStateAlone_everyLine_andNoPointer() {
    channel.slow(true);
    for (int i = 0; i < 20; i++) {
      outbox.sendLatest("state", text("state", i));
      outbox.sendNow(text("pointer", i));
      outbox.send(text("stroke", i));
    }
    assertThat(channel.heard("state")).isEmpty();
    channel.slow(false);
    outbox.flush();
    assertThat(channel.heard("state")).hasSize(1);
    assertThat(channel.last("state").path("n").asInt()).isEqualTo(19);
    assertThat(channel.heard("pointer")).isEmpty();
    assertThat(channel.heard("stroke")).hasSize(20);
    outbox.sendNow(text("pointer", 20));
    assertThat(channel.heard("pointer")).hasSize(1);
  }

  @Test
  void line_thatIsTooFarBehind_isClosed() {
    channel.slow(true);
    for (int i = 0; i <= 500; i++) {
      outbox.send(text("stroke", i));
    }
    assertThat(channel.closeCode()).isEqualTo(1013);
  }

  @Test
  void restart_makesWhatWaitsVoid() {
    channel.slow(true);
    outbox.send(text("stroke", 1));
    outbox.restart(text("welcome", 2));
    channel.slow(false);
    outbox.flush();
    assertThat(channel.heard("stroke")).isEmpty();
    assertThat(channel.heard("welcome")).hasSize(1);
  }
}
