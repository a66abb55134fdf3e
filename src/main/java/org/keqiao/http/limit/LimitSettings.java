package org.keqiao.http.limit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.keqiao.settings.SettingsReader;

/**
 * How many requests one account, and one address, may make of each class of routes. An address is
 * often a whole school behind one line: its limits are wide.
 *
 * @param accounts a class that is not named has no limit
 * @param addresses a class that is not named has no limit
 */
public record LimitSettings(Map<RouteClass, Rate> accounts, Map<RouteClass, Rate> addresses) {

  /** The same maps, kept. */
  public LimitSettings {
    accounts = Map.copyOf(accounts);
    addresses = Map.copyOf(addresses);
  }

  /** Reads the {@code limits.*} settings. */
  public static LimitSettings from(SettingsReader reader) {
    Map<RouteClass, Rate> accounts = new EnumMap<>(RouteClass.class);
    Map<RouteClass, Rate> addresses = new EnumMap<>(RouteClass.class);
    for (RouteClass kind : RouteClass.values()) {
      String name = "limits." + kind.name().toLowerCase(Locale.ROOT);
      Rate.from(reader, name + ".address", ofAddress(kind))
          .ifPresent(rate -> addresses.put(kind, rate));
      if (kind.ofAccounts()) {
        Rate.from(reader, name + ".account", ofAccount(kind))
            .ifPresent(rate -> accounts.put(kind, rate));
      }
    }
    return new LimitSettings(accounts, addresses);
  }

  /** Forty pupils who share one account and begin a lesson together stay below it. */
  private static String ofAccount(RouteClass kind) {
    return kind == RouteClass.READ ? "1200/1m" : "600/1m";
  }

  /** A thousand pupils behind one address stay below it. */
  private static String ofAddress(RouteClass kind) {
    return switch (kind) {
      case LOGIN -> "300/1m";
      case SEARCH -> "3000/1m";
      case READ -> "12000/1m";
      case WRITE -> "6000/1m";
      case MEDIA -> "60000/1m";
      case PAGE -> "24000/1m";
      case HEALTH -> "600/1m";
    };
  }
}
