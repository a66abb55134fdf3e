package org.keqiao.pairing;

import java.time.Duration;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.matching.Weights;
import org.keqiao.settings.SettingsReader;

/**
 * How schools are paired.
 *
 * @param deadlines of agreements
 * @param weights of the components of the cost of a pair
 */
public record PairingSettings(Agreement.Deadlines deadlines, Weights weights) {

  /** Reads the {@code pairing.*} settings. */
  public static PairingSettings from(SettingsReader reader) {
    return new PairingSettings(
        new Agreement.Deadlines(
            reader.duration("pairing.answerWithin", Duration.ofDays(30)),
            reader.duration("pairing.renewalNotice", Duration.ofDays(30))),
        new Weights(
            weight(reader, "subject", 30),
            weight(reader, "edition", 10),
            weight(reader, "periods", 20),
            weight(reader, "line", 10),
            weight(reader, "distance", 10),
            weight(reader, "balance", 10),
            weight(reader, "partnership", 10)));
  }

  private static int weight(SettingsReader reader, String component, int usual) {
    return reader.number("pairing.weights." + component, usual, 0, Weights.MOST);
  }
}
