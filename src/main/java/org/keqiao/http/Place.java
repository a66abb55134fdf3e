package org.keqiao.http;

import java.util.List;

/**
 * Where a record belongs.
 *
 * @param accounts who made it or asked for it
 * @param nodes its school and the regions around that, the smallest first; none for what is the
 *     platform's own
 */
public record Place(List<String> accounts, List<String> nodes) {

  /** Of what belongs to no school and no region. */
  public static final Place PLATFORM = new Place(List.of(), List.of());

  /** Keeps its lists from changing. */
  public Place {
    accounts = List.copyOf(accounts);
    nodes = List.copyOf(nodes);
  }

  /** Of what belongs to nobody but these accounts. */
  public static Place of(List<String> accounts) {
    return new Place(accounts, List.of());
  }

  /** Of what belongs to nobody but this account. */
  public static Place of(String account) {
    return of(List.of(account));
  }

  /** Of what belongs to a school or region, whoever made it. */
  public static Place at(List<String> nodes) {
    return new Place(List.of(), nodes);
  }
}
