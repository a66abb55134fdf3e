package org.keqiao.classroom.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.classroom.channel.SessionLog;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Happened;
import org.keqiao.classroom.event.Seat;
import org.keqiao.http.Page;
import org.keqiao.store.Id;

/** The log of a session as callers read it, in the order in which things happened. */
record SessionEvents(SessionLog log) {

  private static final Pattern PLACE = Pattern.compile("(\\d{1,10}):(\\d{1,18})");

  /** A page; {@code next} is there as long as more is in the log already. */
  record Events(List<Event> items, Optional<String> next) {}

  /** Something that happened. */
  record Event(long seq, Instant at, String by, Seat seat, Optional<String> school, Act act) {

    static Event of(Happened each) {
      return new Event(
          each.seq(),
          Instant.ofEpochMilli(each.at()),
          each.by(),
          each.seat(),
          each.school(),
          each.act());
    }
  }

  /** How far somebody has read: whole objects, and a place within the next one. */
  private record Place(long objects, long seq) {

    static Place of(Optional<String> cursor) {
      if (cursor.isEmpty()) {
        return new Place(0, 0);
      }
      Matcher place = PLACE.matcher(Page.place(cursor.get()));
      if (!place.matches()) {
        throw Page.badCursor();
      }
      return new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
    }

    String cursor() {
      return Page.cursor(objects + ":" + seq);
    }
  }

  Events page(Id session, int limit, Optional<String> cursor) {
    Place place = Place.of(cursor);
    List<Event> items = new ArrayList<>();
    Iterator<SessionLog.Batch> batches = log.after(session, place.objects()).iterator();
    while (batches.hasNext()) {
      SessionLog.Batch batch = batches.next();
      for (Happened each : batch.entries()) {
        if (each.seq() <= place.seq()) {
          continue;
        }
        if (items.size() == limit) {
          return new Events(items, Optional.of(place.cursor()));
        }
        items.add(Event.of(each));
        place = new Place(batch.number() - 1, each.seq());
      }
    }
    return new Events(items, Optional.empty());
  }
}
