package org.keqiao.identity.oidc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** What is kept of who accounts belong to, whichever provider vouches for people now. */
public final class IdentityLinks {

  private static final RecordType<ExternalIdentity> TYPE =
      new RecordType<>("external-identity", ExternalIdentity.class);
  private static final RecordType<Holder> HOLDER =
      new RecordType<>("identity-holder", Holder.class);
  private static final int NAME_DIGITS = 40;

  private final Records<ExternalIdentity> identities;
  private final Records<Holder> holders;

  /** Links of this bucket. */
  public IdentityLinks(Bucket bucket) {
    this.identities = new Records<>(bucket, TYPE, Optional.empty());
    this.holders = new Records<>(bucket, HOLDER, Optional.empty());
  }

  /**
   * Whose a value is.
   *
   * @param account whose
   */
  record Holder(Id account) {}

  /** Who the holders of accounts are elsewhere, by account. */
  public Records<ExternalIdentity> identities() {
    return identities;
  }

  /** Which account each value belongs to. */
  Records<Holder> holders() {
    return holders;
  }

  /** The name of whoever a provider describes with this value; tells nothing of her. */
  static Id name(String issuer, String claim, String value) {
    String whole = issuer + "\n" + claim + "\n" + Person.normal(claim, value);
    return new Id(DigestUtils.sha256Hex(whole).substring(0, NAME_DIGITS));
  }

  /** Links an account to nobody, whichever provider it was linked at. */
  public void unlink(Id account, String by) {
    if (identities.newest(account).isPresent()) {
      identities.update(
          account,
          by,
          before -> new ExternalIdentity(before.issuer(), before.claim(), Optional.empty()));
    }
  }

  /**
   * Forgets who an account ever belonged to; doing it again goes on where it ended.
   *
   * @param before what was written then or later stays; {@link Records#LONGEST_REQUEST} back or
   *     more
   * @return whether nothing is left
   */
  public boolean forget(Id account, Instant before) {
    List<Id> left =
        identities.history(account).stream()
            .map(Entry::value)
            .flatMap(
                link ->
                    link.value().map(value -> name(link.issuer(), link.claim(), value)).stream())
            .distinct()
            .filter(name -> isHeld(name, account) && !holders.forget(name, before))
            .toList();
    return left.isEmpty() && identities.forget(account, before);
  }

  private boolean isHeld(Id name, Id account) {
    return holders.newest(name).filter(each -> each.value().account().equals(account)).isPresent();
  }
}
