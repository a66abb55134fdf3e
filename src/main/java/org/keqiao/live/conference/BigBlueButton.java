package org.keqiao.live.conference;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** BigBlueButton's API (docs.bigbluebutton.org/development/api), as far as it is needed. */
final class BigBlueButton {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration DOWNLOAD = Duration.ofMinutes(30);
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int PIECE = 64 << 10;

  private final ConferenceSettings.Engine engine;
  private final EngineCall calls;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  BigBlueButton(ConferenceSettings.Engine engine) {
    this.engine = engine;
    this.calls = new EngineCall(engine);
  }

  /** Where the engine reaches a path of this platform. */
  String callback(String path) {
    return engine.publicUrl().resolve(path).toString();
  }

  /** What stands in an address that only the engine knows, since its calls bear no signature. */
  String seal(String room) {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, engine.secret()).hmacHex("ended/" + room);
  }

  /** Whether it is that of a room. */
  boolean isSealOf(String room, String seal) {
    return MessageDigest.isEqual(
        seal(room).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Makes a room; does nothing when there is one.
   *
   * @return when the room was made, as the engine writes it
   * @throws FaultException unavailable, when the engine does not answer or refuses
   */
  String create(Map<String, String> parameters) {
    return text(call("create", parameters), "createTime").orElse("");
  }

  /** Where somebody enters a room. */
  URI join(Map<String, String> parameters) {
    return calls.address("join", parameters);
  }

  /**
   * Where a recording can be seen.
   *
   * @param film whether it is a plain film
   */
  record Playback(String url, boolean film) {}

  /**
   * Where a recording can be seen, a plain film first; nothing when the engine does not know it.
   *
   * @throws FaultException unavailable, when the engine does not answer
   */
  Optional<Playback> playback(String recording) {
    Document answer = call("getRecordings", new LinkedHashMap<>(Map.of("recordID", recording)));
    var formats = answer.getElementsByTagName("format");
    return IntStream.range(0, formats.getLength())
        .mapToObj(i -> (Element) formats.item(i))
        .flatMap(format -> playback(format).stream())
        .reduce((first, second) -> !first.film() && second.film() ? second : first);
  }

  private Optional<Playback> playback(Element format) {
    return child(format, "url")
        .map(url -> new Playback(url, url.endsWith(".mp4") && isOfEngine(url)));
  }

  /** Nothing is fetched from any other host than the one that the settings name. */
  private boolean isOfEngine(String url) {
    try {
      URI address = URI.create(url);
      return engine.url().getScheme().equals(address.getScheme())
          && engine.url().getAuthority().equals(address.getAuthority());
    } catch (IllegalArgumentException garbled) {
      return false;
    }
  }

  /**
   * Fetches a film.
   *
   * @return false when it is larger than {@code most} bytes or is not there
   */
  boolean fetch(Playback film, long most, Path file) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(film.url())).timeout(DOWNLOAD).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body();
        var out = Files.newOutputStream(file)) {
      if (answer.statusCode() != 200) {
        return false;
      }
      byte[] piece = new byte[PIECE];
      long all = 0;
      for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
        all += read;
        if (all > most) {
          return false;
        }
        out.write(piece, 0, read);
      }
      return all > 0;
    }
  }

  private Document call(String name, Map<String, String> parameters) {
    HttpRequest request =
        HttpRequest.newBuilder(calls.address(name, parameters)).timeout(PATIENCE).build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return parse(body.readNBytes(LONGEST_ANSWER), name);
      }
    } catch (IOException away) {
      throw FaultException.unavailable("conference-unavailable", away);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("conference-unavailable", stopping);
    }
  }

  private static Document parse(byte[] xml, String name) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      Document answer = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
      if (!text(answer, "returncode").equals(Optional.of("SUCCESS"))) {
        throw new IOException(name + ": " + text(answer, "messageKey").orElse("refused"));
      }
      return answer;
    } catch (ParserConfigurationException | SAXException unreadable) {
      throw new IOException(unreadable);
    }
  }

  private static Optional<String> text(Document answer, String name) {
    return child(answer.getDocumentElement(), name);
  }

  private static Optional<String> child(Element within, String name) {
    return Optional.ofNullable(within.getElementsByTagName(name).item(0))
        .map(node -> node.getTextContent().strip())
        .filter(text -> !text.isEmpty());
  }

  /**
   * What the engine says of a recording that is ready.
   *
   * @param meeting name of the room
   */
  record Ready(String meeting, String recording) {}

  /**
   * Reads such a notice: a JWT that is signed with the secret.
   *
   * @throws FaultException forbidden, when it is not
   */
  Ready ready(String token) {
    try {
      JWSObject notice = JWSObject.parse(token);
      boolean genuine =
          JWSAlgorithm.HS256.equals(notice.getHeader().getAlgorithm())
              && notice.verify(new MACVerifier(engine.secret().getBytes(StandardCharsets.UTF_8)));
      Map<String, Object> said = genuine ? notice.getPayload().toJSONObject() : null;
      if (said != null
          && said.get("meeting_id") instanceof String meeting
          && said.get("record_id") instanceof String recording) {
        return new Ready(meeting, recording);
      }
    } catch (ParseException | JOSEException forged) {
      // answered below with every other notice that is not the engine's
    }
    throw FaultException.of(new Fault.Forbidden("conference-notice-invalid"));
  }
}
