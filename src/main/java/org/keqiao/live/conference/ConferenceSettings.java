package org.keqiao.live.conference;

import java.net.URI;
import java.util.Optional;
import org.keqiao.settings.SettingsReader;

/**
 * Which server of BigBlueButton is used.
 *
 * @param engine absent when there is none
 * @param mostBytes of the film of a recording that is taken over
 */
public record ConferenceSettings(Optional<Engine> engine, long mostBytes) {

  private static final int SHORTEST_SECRET = 32;

  /** Digests that servers may ask for. */
  public enum Checksum {
    /** Of old servers. */
    SHA1,
    /** What servers understand without being told. */
    SHA256,
    /** Longer. */
    SHA384,
    /** Longest. */
    SHA512;

    String algorithm() {
      return name().replace("SHA", "SHA-");
    }
  }

  /**
   * A server.
   *
   * @param url of its API, such as {@code https://bbb.example.org/bigbluebutton/}
   * @param secret that it shares with us; never printed
   * @param checksum how calls are signed
   * @param publicUrl where it reaches this platform
   */
  public record Engine(URI url, String secret, Checksum checksum, URI publicUrl) {

    @Override
    public String toString() {
      return "Engine[url=%s, checksum=%s, publicUrl=%s]".formatted(url, checksum, publicUrl);
    }
  }

  /** Reads the {@code live.conference.*} settings. */
  public static ConferenceSettings from(SettingsReader reader) {
    Optional<URI> url = reader.address("live.conference.url");
    Optional<URI> publicUrl = reader.address("live.conference.publicUrl");
    String secret = reader.text("live.conference.secret", "");
    Checksum checksum = reader.choice("live.conference.checksum", Checksum.SHA256);
    long most = reader.bytes("live.conference.mostBytes", 2L << 30);
    if (url.isEmpty()) {
      return new ConferenceSettings(Optional.empty(), most);
    }
    if (secret.length() < SHORTEST_SECRET) {
      reader.refuse(
          "live.conference.secret",
          "must have %d characters or more with live.conference.url".formatted(SHORTEST_SECRET));
    }
    if (publicUrl.isEmpty()) {
      reader.refuse("live.conference.publicUrl", "is needed with live.conference.url");
    }
    return new ConferenceSettings(
        Optional.of(
            new Engine(folder(url.get()), secret, checksum, folder(publicUrl.orElse(url.get())))),
        most);
  }

  private static URI folder(URI url) {
    String text = url.toString();
    return URI.create(text.endsWith("/") ? text : text + "/");
  }
}
