package org.keqiao.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.store.Id;

/**
 * One sign-in, kept alive by refresh tokens that are each good once. Of tokens only SHA-256 is
 * kept, hex.
 *
 * @param account whose
 * @param generation of the account when it began
 * @param secretHash of the current refresh token's secret
 * @param spent what the current token was given for; absent as long as nothing was renewed
 * @param expires when it ends unless it is used
 * @param revoked whether it was ended
 * @param use where it is used; absent for sessions that an earlier version of the program began
 */
record Session(
    Id account,
    int generation,
    String secretHash,
    Optional<Spent> spent,
    Instant expires,
    boolean revoked,
    Optional<Use> use) {

  /**
   * The token that was renewed last.
   *
   * @param hash of its secret
   * @param others hashes of tokens that were given for it before the current one, and whose answers
   *     perhaps got lost
   */
  record Spent(String hash, List<String> others) {

    /** A client that loses more answers than this has none of the first any more. */
    private static final int MOST_OTHERS = 8;

    Spent {
      others = List.copyOf(others);
    }

    private Spent with(String lost) {
      return new Spent(
          hash,
          Stream.concat(
                  others.stream().skip(Math.max(0, others.size() - MOST_OTHERS + 1)),
                  Stream.of(lost))
              .toList());
    }
  }

  /**
   * Where a session is used.
   *
   * @param started when its owner signed in
   * @param last when its tokens were renewed last
   * @param address IP address that this was asked from
   * @param device what browser and system she signed in with
   * @param vouched whether somebody else vouched for her, so that no password was asked for
   */
  record Use(Instant started, Instant last, String address, String device, boolean vouched) {

    Use again(Instant now, String from) {
      return new Use(started, now, from, device, vouched);
    }
  }

  /** Whether a token is the current one, or was given instead of it in an answer that got lost. */
  private boolean isCurrent(String hash) {
    return same(hash, secretHash)
        || spent.stream().flatMap(used -> used.others().stream()).anyMatch(o -> same(hash, o));
  }

  /** Whether a token is the one that was renewed last. */
  private boolean isSpentLast(String hash) {
    return spent.filter(used -> same(hash, used.hash())).isPresent();
  }

  /** Whether a token belongs to it now. */
  boolean holds(String hash) {
    return isCurrent(hash) || isSpentLast(hash);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Renews the tokens. A client whose line broke before the answer came has only the token that it
   * sent, and sends it again: it gets another one, however late that is. Both are good until one of
   * them is used; then the other is not any more. So two who have copies of one token are found out
   * as soon as both have renewed it and one comes again, and the session ends for both (RFC 9700
   * §4.14.2).
   *
   * @param presented hash of the token that was sent
   * @param next hash of the one that is to be the current
   */
  Session renewed(String presented, String next, Instant until, Optional<Use> used) {
    if (isCurrent(presented)) {
      return new Session(account, generation, next, given(presented), until, false, used);
    }
    return isSpentLast(presented)
        ? new Session(
            account, generation, next, spent.map(last -> last.with(secretHash)), until, false, used)
        : ended();
  }

  private static Optional<Spent> given(String presented) {
    return Optional.of(new Spent(presented, List.of()));
  }

  Session ended() {
    return new Session(account, generation, secretHash, spent, expires, true, use);
  }

  /** Goes on when the other sessions of its account are ended. */
  Session in(int later) {
    return new Session(account, later, secretHash, spent, expires, revoked, use);
  }

  /** Whether it was begun without a password. */
  boolean vouched() {
    return use.filter(Use::vouched).isPresent();
  }

  /** Whether it can still be used, as far as it knows itself. */
  boolean isOpen(Instant now) {
    return !revoked && expires.isAfter(now);
  }

  /** Names nobody, and no secret. */
  @Override
  public String toString() {
    return "Session[revoked=%s]".formatted(revoked);
  }
}
