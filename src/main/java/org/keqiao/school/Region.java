package org.keqiao.school;

import java.util.Optional;

/**
 * A node of the administrative tree; its id is the GB/T 2260 code.
 *
 * @param name as the statistics bureau writes it
 * @param level {@code province}, {@code city}, {@code county} or {@code township}
 * @param parent code of the region that it belongs to
 */
public record Region(String name, String level, Optional<String> parent) {}
