package org.keqiao.identity.oidc;

import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/**
 * Which account belongs to whom a provider vouches for: one account for each value of the claim. A
 * record that is named after the value is the claim to it, made on condition that there is none;
 * the account's own record is the one that counts, so that what a crash leaves half done links
 * nobody.
 */
public final class ExternalIdentities {

  private final Records<ExternalIdentity> identities;
  private final Records<IdentityLinks.Holder> holders;
  private final String issuer;
  private final String claim;

  /** Those of these links that are to one provider. */
  public ExternalIdentities(IdentityLinks links, OidcSettings settings) {
    this.identities = links.identities();
    this.holders = links.holders();
    this.issuer = settings.issuer().toString();
    this.claim = settings.claim();
  }

  /** The name of whoever the provider describes with this value; tells nothing of her. */
  public Id name(String value) {
    return IdentityLinks.name(issuer, claim, value);
  }

  /** The account that is linked to this value. */
  public Optional<Id> account(String value) {
    return holders
        .newest(name(value))
        .map(holder -> holder.value().account())
        .filter(account -> holds(account, value));
  }

  private boolean holds(Id account, String value) {
    return identities
        .newest(account)
        .map(Entry::value)
        .filter(identity(Optional.of(value))::equals)
        .isPresent();
  }

  private ExternalIdentity identity(Optional<String> value) {
    return new ExternalIdentity(issuer, claim, value.map(text -> Person.normal(claim, text)));
  }

  /** What an account is linked to at this provider. */
  public Optional<Entry<ExternalIdentity>> find(Id account) {
    return identities
        .find(account)
        .filter(entry -> entry.value().value().isPresent())
        .filter(entry -> entry.value().equals(identity(entry.value().value())));
  }

  /**
   * Links an account, in place of what it was linked to.
   *
   * @throws FaultException conflict, when another account is linked to the value
   */
  public Entry<ExternalIdentity> link(Id account, String value, String by) {
    Id name = name(value);
    if (holders.createIfAbsent(name, new IdentityLinks.Holder(account), by).isEmpty()) {
      holders.update(
          name,
          by,
          before -> {
            if (!before.account().equals(account) && holds(before.account(), value)) {
              throw FaultException.conflict("external-identity-taken");
            }
            return new IdentityLinks.Holder(account);
          });
    }
    return put(account, identity(Optional.of(value)), by);
  }

  /** Links an account to nobody. */
  public void unlink(Id account, String by) {
    if (find(account).isPresent()) {
      put(account, identity(Optional.empty()), by);
    }
  }

  private Entry<ExternalIdentity> put(Id account, ExternalIdentity identity, String by) {
    return identities
        .createIfAbsent(account, identity, by)
        .orElseGet(() -> identities.update(account, by, before -> identity));
  }
}
