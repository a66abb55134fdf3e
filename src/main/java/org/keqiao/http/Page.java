package org.keqiao.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.store.Entry;
import org.keqiao.store.Listing;

/**
 * One page of a list.
 *
 * @param items in order
 * @param next cursor of the page after this one; absent on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {

  /** A listing as callers see it. */
  public static <E, T> Page<T> of(Listing<E> listing, Function<Entry<E>, T> view) {
    return new Page<>(
        listing.items().stream().map(view).toList(), listing.next().map(Page::cursor));
  }

  /** The page as a reply, with a {@code Link} to the next one. */
  public Reply reply(Call call) {
    return linked(call, Reply.ok(this), next);
  }

  /** Adds a {@code Link} to the next page. */
  public static Reply linked(Call call, Reply reply, Optional<String> next) {
    return next.map(
            cursor -> reply.header("Link", "<" + call.with("cursor", cursor) + ">; rel=\"next\""))
        .orElse(reply);
  }

  /** A cursor that stands for a place in an order; opaque to callers. */
  public static String cursor(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place that a cursor stands for.
   *
   * @throws FaultException invalid, when we never made such a cursor
   */
  public static String place(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException foreign) {
      throw badCursor();
    }
  }

  /** The fault for a cursor that cannot be read. */
  public static FaultException badCursor() {
    return FaultException.invalid(List.of(Violation.of("cursor", "bad-cursor")));
  }
}
