package org.keqiao.ledger.hour;

import java.time.Instant;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.pairing.agreement.Side;

/**
 * That a school says that an hour is counted wrongly.
 *
 * @param by the account that said it
 * @param reason why, in its words
 * @param proposal what the hour is to count as
 */
public record Dispute(Side side, String by, Instant at, String reason, Verdict proposal) {}
