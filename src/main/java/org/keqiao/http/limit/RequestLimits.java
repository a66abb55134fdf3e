package org.keqiao.http.limit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The quotas of one server, for each class of routes by account and by address. */
public final class RequestLimits {

  private final Map<RouteClass, Quota> accounts;
  private final Map<RouteClass, Quota> addresses;

  /** Quotas that nobody has taken of yet. */
  public RequestLimits(LimitSettings settings) {
    this.accounts = quotas(settings.accounts(), "account");
    this.addresses = quotas(settings.addresses(), "address");
  }

  private static Map<RouteClass, Quota> quotas(Map<RouteClass, Rate> rates, String whose) {
    Map<RouteClass, Quota> quotas = new EnumMap<>(RouteClass.class);
    rates.forEach(
        (kind, rate) ->
            quotas.put(kind, new Quota(kind.name().toLowerCase(Locale.ROOT) + "-" + whose, rate)));
    return quotas;
  }

  /** Asks for one request of an address; nothing where there is no limit. */
  public Optional<Verdict> address(RouteClass kind, Client client) {
    Quota quota = addresses.get(kind);
    return quota == null ? Optional.empty() : Optional.of(quota.take(client.household()));
  }

  /** Asks for one request of an account; nothing where there is no limit. */
  public Optional<Verdict> account(RouteClass kind, String account) {
    Quota quota = accounts.get(kind);
    return quota == null ? Optional.empty() : Optional.of(quota.take(account));
  }
}
