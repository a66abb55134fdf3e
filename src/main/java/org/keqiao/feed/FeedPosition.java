package org.keqiao.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.http.Page;

/**
 * A place between two events: everything before it has been seen.
 *
 * @param page number of the page of the next event
 * @param index of that event on the page
 */
public record FeedPosition(long page, int index) {

  private static final Pattern PLACE = Pattern.compile("(\\d{1,12})-(\\d{1,5})");

  static FeedPosition parse(String cursor) {
    Matcher place = PLACE.matcher(Page.place(cursor));
    if (!place.matches() || Long.parseLong(place.group(1)) == 0) {
      throw Page.badCursor();
    }
    return new FeedPosition(Long.parseLong(place.group(1)), Integer.parseInt(place.group(2)));
  }

  /** As callers hold it. */
  public String cursor() {
    return Page.cursor(page + "-" + index);
  }

  FeedPosition next() {
    return new FeedPosition(page, index + 1);
  }

  FeedPosition nextPage() {
    return new FeedPosition(page + 1, 0);
  }
}
