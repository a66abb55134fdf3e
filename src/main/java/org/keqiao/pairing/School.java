package org.keqiao.pairing;

import java.util.List;

/**
 * A school.
 *
 * @param name full name
 * @param region code of the region that it stands in
 * @param kind {@code urban} or {@code rural}
 * @param stages stage ids of the taxonomy
 * @param pupils how many
 * @param lineKbps speed of its line to the outside, kbit/s
 */
public record School(
    String name, String region, String kind, List<String> stages, int pupils, int lineKbps) {}
