package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.http.channel.Channel;

/** WebSockets, as routes open them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelTest {

  private static final String ECHO = "/api/v1/echo";
  private SmallServer server;

  @BeforeAll
  void start() throws IOException {
    server = SmallServer.start(Map.of());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private ChannelClient open() {
    return ChannelClient.open(server.address(), ECHO, "lan");
  }

  @Test
  void token_amongTheProtocols_opensAChannel_thatTheTokenIsNotRepeatedOn() {
    try (ChannelClient channel = open()) {
      assertThat(channel.protocol()).isEqualTo("keqiao.v1");
      assertThat(channel.say("你好").awaitText(text -> true)).isEqualTo("你好");
    }
  }

  @Test
  void token_inAHeader_opensAChannel() {
    try (ChannelClient channel = ChannelClient.openWithHeader(server.address(), ECHO, "lan")) {
      assertThat(channel.say("你好").awaitText(text -> true)).isEqualTo("你好");
    }
  }

  @Test
  void token_thatIsNoGood_isRefusedBeforeTheChannelIsOpen() {
    assertThat(ChannelClient.refusal(server.address(), ECHO, "expired")).isEqualTo(401);
  }

  @Test
  void plainRequest_ofAChannel_isToldToOpenAWebSocket() throws IOException {
    try (RawLine line = new RawLine(server.address())) {
      line.send("GET " + ECHO + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer lan\r\n\r\n");
      assertThat(line.status()).isEqualTo(426);
    }
  }

  @Test
  void handshake_withoutItsKey_isRefused() throws IOException {
    try (RawLine line = new RawLine(server.address())) {
      line.send(
          "GET "
              + ECHO
              + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer lan\r\n"
              + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      assertThat(line.status()).isBetween(400, 426);
    }
  }

  @Test
  void bytes_comeAsTheyWereSent_upToALimit() {
    byte[] piece = new byte[700_000];
    piece[699_999] = 7;
    try (ChannelClient channel = open()) {
      assertThat(channel.send(piece).awaitBytes(bytes -> true)).isEqualTo(piece);
      assertThatThrownBy(
              () ->
                  channel
                      .send(new byte[(1 << 20) + 1])
                      .awaitBytes(bytes -> bytes.length > piece.length))
          .isNotNull();
    }
  }

  @Test
  void text_thatIsTooLong_endsTheChannel() {
    try (ChannelClient channel = open()) {
      channel.say("字".repeat(70_000));
      assertThat(channel.awaitEnd().code()).isEqualTo(1009);
    }
  }

  @Test
  void manyMessages_comeInOrder_howeverFastTheyAreSent() {
    try (ChannelClient channel = open()) {
      for (int i = 0; i < 2_000; i++) {
        channel.say("n" + i);
      }
      assertThat(channel.awaitText(text -> text.equals("n1999"))).isEqualTo("n1999");
      assertThat(channel.heard()).isEqualTo(2_000);
    }
  }

  @Test
  void conversation_thatEnds_closesTheChannelInOrder() {
    try (ChannelClient channel = open()) {
      assertThat(channel.say("done").awaitEnd().code()).isEqualTo(Channel.DONE);
    }
  }

  @Test
  void fault_inAConversation_isItsEnd_andSaysItsCode() {
    try (ChannelClient channel = open()) {
      assertThat(channel.say("refuse").awaitEnd())
          .isEqualTo(new ChannelClient.End(Channel.BROKEN_RULE, "upgrade-needed"));
    }
  }

  @Test
  void defect_inAConversation_saysNothingButAReference() {
    try (ChannelClient channel = open()) {
      ChannelClient.End end = channel.say("defect").awaitEnd();
      assertThat(end.code()).isEqualTo(Channel.DEFECT);
      assertThat(end.reason()).matches("[a-z0-9]{10,40}");
    }
  }

  @Test
  void token_ofTheSameAccount_isTakenInsteadOfTheOldOne_andNotHandedOn() {
    try (ChannelClient channel = open()) {
      channel.say(Map.of("type", "token", "accessToken", "lan")).say("weiter");
      assertThat(channel.awaitText(text -> true)).isEqualTo("weiter");
    }
  }

  @Test
  void token_ofAnotherAccount_orOneThatIsNoGood_endsTheChannel() {
    for (String token : new String[] {"another", "expired"}) {
      try (ChannelClient channel = open()) {
        channel.say(Map.of("type", "token", "accessToken", token));
        assertThat(channel.awaitEnd().code()).isEqualTo(Channel.UNAUTHENTICATED);
      }
    }
  }

  @Test
  void conversation_hearsOfALineThatIsCut() throws Exception {
    try (SmallServer own = SmallServer.start(Map.of());
        ChannelClient channel = ChannelClient.open(own.address(), ECHO, "lan")) {
      channel.say("da").awaitText(text -> true);
      channel.cut();
      assertThat(own.awaitEndOfTalk()).isTrue();
    }
  }

  @Test
  void channel_onWhichNothingIsSaidForLong_staysOpen() throws Exception {
    try (SmallServer own =
            SmallServer.start(Map.of("KEQIAO_HTTP_IDLE", "1s", "KEQIAO_HTTP_PATIENCE", "1s"));
        ChannelClient channel = ChannelClient.open(own.address(), ECHO, "lan")) {
      Thread.sleep(5_000);
      assertThat(channel.say("noch da").awaitText(text -> true)).isEqualTo("noch da");
    }
  }

  @Test
  void server_thatStops_tellsChannelsToGoElsewhere() throws Exception {
    SmallServer own = SmallServer.start(Map.of("KEQIAO_HTTP_DRAIN", "1s"));
    try (ChannelClient channel = ChannelClient.open(own.address(), ECHO, "lan")) {
      channel.say("da").awaitText(text -> true);
      own.stop();
      assertThat(channel.awaitEnd().code()).isEqualTo(Channel.GOING);
    }
  }
}
