package org.keqiao.activity;

import java.time.Instant;
import java.util.Optional;

/**
 * A report as it is kept: one line. It says from which school it came, and not from whom.
 *
 * @param at when it arrived
 */
record QualityEntry(Instant at, Optional<String> school, QualityReport report) {}
