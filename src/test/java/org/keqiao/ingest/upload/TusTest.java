package org.keqiao.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.HalfRequest;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.fixture.Tus;

/** Uploads that are sent piece by piece, on whichever line, until all of it is there. */
class TusTest {

  private static final Api CURATOR = Api.as("curator");
  private static final Tus TUS = new Tus(CURATOR);

  /** Whoever has no more than the address. */
  private static final Tus HOLDER = new Tus(Api.anonymous());

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static Answer view(String location) {
    return CURATOR.get("/api/v1/uploads/" + Tus.id(location));
  }

  private static void assertStored(String location, byte[] content) throws Exception {
    assertThat(Tus.offset(TUS.head(location))).isEqualTo(content.length);
    assertThat(view(location).body().path("state").asText()).isEqualTo("stored");
    assertThat(view(location).body().path("sha256").asText()).isEqualTo(sha256(content));
  }

  @Test
  void options_nameWhatIsSpoken() {
    Answer answer = Api.anonymous().send("OPTIONS", "/api/v1/uploads", BodyPublishers.noBody());
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
    assertThat(answer.header("Tus-Extension").split(",", -1))
        .contains("creation", "expiration", "checksum", "termination", "concatenation");
    assertThat(answer.header("Tus-Checksum-Algorithm")).contains("sha256").contains("md5");
    assertThat(Long.parseLong(answer.header("Tus-Max-Size"))).isEqualTo(4L << 30);
  }

  @Test
  void upload_inPiecesOfAnySize_isStoredByItsContent() throws Exception {
    byte[] all = bytes(21_000_000);
    String location = TUS.create("课件.bin", all.length).header("Location");
    int offset = 0;
    for (int length : List.of(1, 5_000_000, 3_388_607, 8_388_608, 1_000_000, 3_222_784)) {
      Answer sent = TUS.patch(location, offset, slice(all, offset, offset + length));
      offset += length;
      assertThat(sent.status()).isEqualTo(204);
      assertThat(Tus.offset(sent)).isEqualTo(offset);
      assertThat(Tus.offset(TUS.head(location))).isEqualTo(offset);
    }
    assertStored(location, all);
    assertThat(view(location).body().path("name").asText()).isEqualTo("课件.bin");
  }

  @Test
  void creation_withTheFirstBytes_takesThem() throws Exception {
    byte[] all = bytes(100);
    Answer created = TUS.createWith("小.bin", all.length, slice(all, 0, 60));
    assertThat(created.status()).isEqualTo(201);
    assertThat(Tus.offset(created)).isEqualTo(60);
    assertThat(created.header("Upload-Expires")).endsWith("GMT");
    TUS.patch(created.header("Location"), 60, slice(all, 60, 100));
    assertStored(created.header("Location"), all);
  }

  @Test
  void head_saysWhatTheUploadIs() {
    Answer created = TUS.create("课.bin", 10);
    Answer head = TUS.head(created.header("Location"));
    assertThat(head.header("Tus-Resumable")).isEqualTo("1.0.0");
    assertThat(head.header("Upload-Length")).isEqualTo("10");
    assertThat(head.header("Upload-Metadata")).isEqualTo("filename 6K++LmJpbg==");
    assertThat(head.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void patch_whereTheUploadDoesNotEnd_changesNothing() {
    String location = TUS.createWith("x.bin", 20, bytes(5)).header("Location");
    Answer refused = TUS.patch(location, 6, bytes(5));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("upload-offset");
    assertThat(TUS.patch(location, 5, bytes(16)).code()).isEqualTo("upload-length");
    assertThat(Tus.offset(TUS.head(location))).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1", "8388608", "8388609", "16777215"})
  void patch_thatBreaksOff_keepsWhatArrived(int arrived) throws Exception {
    byte[] all = bytes(17_000_000);
    String location = TUS.create("断.bin", all.length).header("Location");
    HalfRequest.patch(RunningKeqiao.address(), location, 0, all.length, slice(all, 0, arrived))
        .close();
    Curator.await(() -> view(location), answer -> answer.body().path("offset").asInt() == arrived);
    assertThat(Tus.offset(HOLDER.head(location))).isEqualTo(arrived);
    TUS.patch(location, arrived, slice(all, arrived, all.length));
    assertStored(location, all);
  }

  @Test
  void client_thatReconnects_isNotHeldUpByItsOldLine() throws Exception {
    byte[] all = bytes(9_000_000);
    String location = TUS.create("重连.bin", all.length).header("Location");
    String untouched = view(location).body().path("expires").asText();
    try (HalfRequest old =
        HalfRequest.patch(RunningKeqiao.address(), location, 0, all.length, slice(all, 0, 1000))) {
      Curator.await(
          () -> view(location), now -> !now.body().path("expires").asText().equals(untouched));
      int offset = (int) Tus.offset(HOLDER.head(location));
      assertThat(offset).isBetween(0, 1000);
      assertThat(old.answer()).startsWith("HTTP/1.1 409").contains("upload-taken-over");
      assertThat(HOLDER.patch(location, offset, slice(all, offset, all.length)).status())
          .isEqualTo(204);
    }
    assertStored(location, all);
  }

  @ParameterizedTest
  @CsvSource({"sha256,SHA-256", "sha1,SHA-1", "md5,MD5"})
  void checksum_thatMatches_isAccepted(String name, String algorithm) throws Exception {
    byte[] all = bytes(1000);
    String hash =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(all));
    String location = TUS.create("x.bin", all.length).header("Location");
    Answer sent = TUS.patch(location, 0, all, "Upload-Checksum", name + " " + hash);
    assertThat(sent.status()).isEqualTo(204);
    assertStored(location, all);
  }

  @Test
  void checksum_thatDiffers_takesNothing_andTheBytesCanBeSentAgain() throws Exception {
    byte[] all = bytes(20_000_000);
    String location = TUS.createWith("x.bin", all.length, slice(all, 0, 500)).header("Location");
    byte[] garbled = slice(all, 500, 18_000_000);
    garbled[7] ^= 1;
    String hash =
        Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-1").digest(slice(all, 500, 18_000_000)));
    Answer refused = TUS.patch(location, 500, garbled, "Upload-Checksum", "sha1 " + hash);
    assertThat(refused.status()).isEqualTo(460);
    assertThat(refused.code()).isEqualTo("upload-checksum");
    assertThat(Tus.offset(TUS.head(location))).isEqualTo(500);
    TUS.patch(location, 500, slice(all, 500, all.length));
    assertStored(location, all);
  }

  @ParameterizedTest
  @CsvSource({"crc32 AAAA", "sha1", "sha1 ?"})
  void checksum_thatIsUnknown_isRefused(String checksum) {
    String location = TUS.create("x.bin", 10).header("Location");
    assertThat(TUS.patch(location, 0, bytes(10), "Upload-Checksum", checksum).code())
        .isEqualTo("upload-checksum-unknown");
  }

  @Test
  void lastBytes_sentAgain_areAnsweredTheSame() throws Exception {
    byte[] all = bytes(3000);
    String location = TUS.createWith("x.bin", all.length, slice(all, 0, 1000)).header("Location");
    for (int i = 0; i < 2; i++) {
      Answer last = TUS.patch(location, 1000, slice(all, 1000, 3000));
      assertThat(last.status()).isEqualTo(204);
      assertThat(Tus.offset(last)).isEqualTo(3000);
    }
    assertStored(location, all);
  }

  @Test
  void upload_givenUp_isGone() {
    String location = TUS.createWith("x.bin", 20_000_000, bytes(9_000_000)).header("Location");
    assertThat(TUS.delete(location).status()).isEqualTo(204);
    assertThat(TUS.head(location).status()).isEqualTo(404);
    assertThat(TUS.patch(location, 9_000_000, bytes(5)).code()).isEqualTo("upload-not-found");
    assertThat(RunningKeqiao.objects("uploads/" + Tus.id(location))).isEmpty();
  }

  @Test
  void upload_thatIsStored_cannotBeGivenUp() {
    String location = TUS.createWith("x.bin", 5, bytes(5)).header("Location");
    assertThat(TUS.delete(location).code()).isEqualTo("upload-finished");
  }

  @Test
  void pieces_joined_areOneFile() throws Exception {
    byte[] all = bytes(19_000_000);
    String first = piece(slice(all, 0, 9_000_000));
    String second = piece(slice(all, 9_000_000, all.length));
    assertThat(TUS.head(first).header("Upload-Concat")).isEqualTo("partial");
    Answer joined = TUS.join("合.bin", List.of(first, second));
    assertThat(joined.status()).isEqualTo(201);
    assertStored(joined.header("Location"), all);
    assertThat(TUS.head(joined.header("Location")).header("Upload-Concat"))
        .startsWith("final;/api/v1/uploads/" + Tus.id(first));
    Answer again = TUS.join("合.bin", List.of(first, second));
    assertThat(again.header("Location")).isEqualTo(joined.header("Location"));
    assertThat(RunningKeqiao.objects("uploads/" + Tus.id(first))).isEmpty();
  }

  private static String piece(byte[] bytes) {
    String location =
        TUS.create("片.bin", bytes.length, "Upload-Concat", "partial").header("Location");
    assertThat(TUS.patch(location, 0, bytes).status()).isEqualTo(204);
    return location;
  }

  @Test
  void joining_whatIsNoFinishedPiece_isRefused() {
    String unfinished = TUS.create("片.bin", 10, "Upload-Concat", "partial").header("Location");
    String whole = TUS.createWith("x.bin", 5, bytes(5)).header("Location");
    assertThat(TUS.join("合", List.of(unfinished)).code()).isEqualTo("upload-unfinished");
    assertThat(TUS.join("合", List.of(whole)).code()).isEqualTo("upload-not-a-piece");
    assertThat(TUS.join("合", List.of("http://127.0.0.1/else")).code()).isEqualTo("upload-header");
    assertThat(TUS.join("合", List.of("/api/v1/uploads/none")).status()).isEqualTo(404);
  }

  @Test
  void address_letsItsHolderGoOn_withoutAnAccessToken() throws Exception {
    byte[] all = bytes(64);
    String location = TUS.createWith("x.bin", all.length, slice(all, 0, 32)).header("Location");
    assertThat(Tus.offset(HOLDER.head(location))).isEqualTo(32);
    assertThat(HOLDER.patch(location, 32, slice(all, 32, 64)).status()).isEqualTo(204);
    assertStored(location, all);
    Tus expired = new Tus(Api.anonymous().withToken("expired"));
    assertThat(expired.head(location).status()).isEqualTo(200);
  }

  @Test
  void address_withAnotherToken_opensNothing() {
    String location = TUS.create("x.bin", 10).header("Location");
    String other = TUS.create("y.bin", 10).header("Location");
    String forged = location.substring(0, location.indexOf('=') + 1);
    assertThat(HOLDER.patch(forged + "AAAA", 0, bytes(10)).code())
        .isEqualTo("upload-token-invalid");
    assertThat(
            HOLDER.patch(forged + other.substring(other.indexOf('=') + 1), 0, bytes(10)).status())
        .isEqualTo(401);
    String bare = "/api/v1/uploads/" + Tus.id(location);
    assertThat(HOLDER.patch(bare, 0, bytes(10)).code()).isEqualTo("sign-in-needed");
    assertThat(new Tus(Api.as("admin")).head(bare).status()).isEqualTo(200);
    assertThat(TUS.head(bare).status()).isEqualTo(200);
    assertThat(Api.anonymous().get(location).status()).isEqualTo(401);
  }

  @Test
  void client_ofAnotherVersion_isToldWhichIsSpoken() {
    Answer refused =
        CURATOR.send(
            "POST",
            "/api/v1/uploads",
            BodyPublishers.noBody(),
            "Upload-Length",
            "10",
            "Tus-Resumable",
            "0.2.2");
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.header("Tus-Version")).isEqualTo("1.0.0");
    assertThat(refused.header("Tus-Resumable")).isEqualTo("1.0.0");
  }

  @Test
  void method_thatAClientCannotSend_isMeant() throws Exception {
    byte[] all = bytes(10);
    String location = TUS.create("x.bin", all.length).header("Location");
    Answer sent =
        TUS.send(
            "POST",
            location,
            all,
            List.of(
                "X-HTTP-Method-Override",
                "PATCH",
                "Upload-Offset",
                "0",
                "Content-Type",
                "application/offset+octet-stream"));
    assertThat(sent.status()).isEqualTo(204);
    assertStored(location, all);
    assertThat(TUS.send("POST", location, new byte[0], List.of()).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Upload-Length,-1,400,upload-header",
        "Upload-Length,x,400,upload-header",
        "Upload-Length,0,422,upload-empty",
        "Upload-Length,9999999999999,413,upload-too-large",
        "Upload-Defer-Length,1,400,upload-header",
        "Upload-Metadata,filename ???,400,upload-metadata",
        "Upload-Concat,sideways,400,upload-header",
      })
  void creation_thatCannotBeRead_isRefused(String header, String value, int status, String code) {
    Answer refused = TUS.send("POST", "/api/v1/uploads", new byte[0], List.of(header, value));
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void patch_ofAnotherType_isRefused() {
    String location = TUS.create("x.bin", 10).header("Location");
    Answer refused =
        TUS.send(
            "PATCH", location, bytes(10), List.of("Upload-Offset", "0", "Content-Type", "text/x"));
    assertThat(refused.status()).isEqualTo(415);
    assertThat(
            TUS.send(
                    "PATCH",
                    location,
                    bytes(10),
                    List.of("Content-Type", "application/offset+octet-stream"))
                .code())
        .isEqualTo("upload-header");
  }

  @Test
  void announcement_asJson_isContinuedByTus() throws Exception {
    byte[] all = bytes(40);
    Answer announced =
        CURATOR.post("/api/v1/uploads", Map.of("name", "x.bin", "bytes", all.length));
    String location = announced.header("Location");
    TUS.patch(location, 0, slice(all, 0, 10));
    Answer arriving = view(location);
    assertThat(arriving.body().path("state").asText()).isEqualTo("arriving");
    assertThat(arriving.body().path("offset").asInt()).isEqualTo(10);
    TUS.patch(location, 10, slice(all, 10, 40));
    assertStored(location, all);
  }
}
