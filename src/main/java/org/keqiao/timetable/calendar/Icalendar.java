package org.keqiao.timetable.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Status;
import biweekly.property.Transparency;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.timetable.booking.Booking;
import org.keqiao.timetable.booking.BookingSources;
import org.keqiao.timetable.booking.BookingState;
import org.keqiao.timetable.booking.Slot;
import org.keqiao.timetable.room.RoomService;

/**
 * Bookings as iCalendar (RFC 5545). Times are UTC, so that no calendar needs to know what time it
 * is in China; the version of a booking is its SEQUENCE, and what says the same is the same bytes.
 */
public final class Icalendar {

  private static final String ZH = "zh-CN";
  private static final Duration ASK_AGAIN = Duration.ofHours(1);

  private final BookingSources sources;
  private final RoomService rooms;
  private final BinaryOperator<String> terms;

  /**
   * @param terms the name of a term of the taxonomy, by its facet and id
   */
  public Icalendar(BookingSources sources, RoomService rooms, BinaryOperator<String> terms) {
    this.sources = sources;
    this.rooms = rooms;
    this.terms = terms;
  }

  String text(FeedService.Content content) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId("-//Keqiao//Timetable//ZH");
    calendar.setMethod(Method.publish());
    String name = content.name() + " · 课桥课表";
    calendar.setName(name);
    calendar.setExperimentalProperty("X-WR-CALNAME", name);
    calendar.setExperimentalProperty("X-WR-TIMEZONE", "Asia/Shanghai");
    calendar.setExperimentalProperty("X-PUBLISHED-TTL", ASK_AGAIN.toString());
    content.bookings().stream().map(this::event).forEach(calendar::addEvent);
    return Biweekly.write(calendar).go();
  }

  private VEvent event(Entry<Booking> entry) {
    Booking booking = entry.value();
    Slot slot = booking.slot();
    VEvent event = new VEvent();
    event.setUid(entry.id() + "@booking.keqiao");
    event.setSequence((int) entry.version());
    event.setDateTimeStamp(date(entry.at()));
    event.setLastModified(date(entry.at()));
    event.setCreated(date(entry.createdAt()));
    event.setDateStart(date(slot.begins()), true);
    event.setDateEnd(date(booking.endedAt().orElse(slot.ends())), true);
    event.setSummary(summary(booking)).setLanguage(ZH);
    event.setLocation(location(slot)).setLanguage(ZH);
    event.setDescription(description(booking)).setLanguage(ZH);
    boolean cancelled = booking.state() == BookingState.CANCELLED;
    event.setStatus(cancelled ? Status.cancelled() : Status.confirmed());
    event.setTransparency(cancelled ? Transparency.transparent() : Transparency.opaque());
    return event;
  }

  private static Date date(Instant moment) {
    return Date.from(moment);
  }

  private String summary(Booking booking) {
    Slot slot = booking.slot();
    return "%s %s：%s → %s"
        .formatted(
            terms.apply("grade", booking.content().grade()),
            terms.apply("subject", booking.content().subject()),
            school(slot.lead().school()),
            slot.rooms().stream()
                .map(seat -> school(seat.school()))
                .distinct()
                .collect(Collectors.joining("、")));
  }

  private String description(Booking booking) {
    Slot slot = booking.slot();
    String people =
        slot.people()
            .flatMap(id -> sources.accounts().name(new Id(id)).stream())
            .collect(Collectors.joining("、"));
    return "教师：" + people + booking.reason().map(why -> "\n取消原因：" + reason(why)).orElse("");
  }

  private static String reason(String why) {
    return why.equals(Booking.AGREEMENT_ENDED) ? "结对协议已终止" : why;
  }

  private String location(Slot slot) {
    return slot.seats().map(this::seat).collect(Collectors.joining(" / "));
  }

  private String seat(Slot.Seat seat) {
    return school(seat.school())
        + rooms.find(seat.room()).map(room -> " " + room.value().name()).orElse("");
  }

  private String school(String id) {
    return sources.schools().name(id).orElse(id);
  }
}
