package org.keqiao.timetable.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Rooms of schools; those of schools beyond a caller's reach do not exist for her, but that whoever
 * reads an agreement sees which rooms of both schools can be joined.
 */
public final class RoomService {

  /** Rooms. */
  public static final RecordType<Room> TYPE = new RecordType<>("room", Room.class);

  private final Records<Room> rooms;
  private final SchoolService schools;
  private final AgreementService agreements;
  private final Predicate<String> booked;

  /**
   * @param booked whether a room is needed for a booking that is not over
   */
  public RoomService(
      Records<Room> rooms,
      SchoolService schools,
      AgreementService agreements,
      Predicate<String> booked) {
    this.rooms = rooms;
    this.schools = schools;
    this.agreements = agreements;
    this.booked = booked;
  }

  /** What of a room is searched. */
  public static Map<String, Object> card(Entry<Room> entry, SchoolService schools) {
    Room room = entry.value();
    return Map.of(
        "school",
        room.school(),
        "kind",
        room.kind(),
        "joins",
        room.joins(),
        "places",
        schools.around(room.school()));
  }

  private Place place(String school) {
    return Place.at(schools.around(school));
  }

  Entry<Room> read(Caller caller, Id id) {
    return reached(caller, Permission.READ_TIMETABLE, id);
  }

  private Entry<Room> reached(Caller caller, Permission permission, Id id) {
    Entry<Room> found = rooms.read(id);
    caller.require(permission, place(found.value().school()), TYPE.name(), id.value());
    return found;
  }

  /** A room, whoever asks. */
  public Optional<Entry<Room>> find(String id) {
    return Optional.of(id).filter(Id::isId).flatMap(text -> rooms.find(new Id(text)));
  }

  /** The rooms of a school that can be joined to others, in the order of their ids. */
  public Stream<Entry<Room>> joining(String school) {
    return Listing.all(rooms, Map.of("school", school, "joins", "true"));
  }

  /** The rooms of both schools of an agreement that can be joined. */
  List<Entry<Room>> ofAgreement(Caller caller, Id agreement) {
    Agreement between = agreements.read(caller, Permission.READ_TIMETABLE, agreement).value();
    return Stream.of(between.urban(), between.rural()).flatMap(this::joining).toList();
  }

  Listing<Room> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        rooms,
        filters,
        caller.reach(Permission.READ_TIMETABLE).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * Makes a room known.
   *
   * @throws FaultException invalid, also for a school beyond the caller's reach; conflict, when the
   *     name is taken
   */
  Entry<Room> create(Caller caller, RoomDraft draft) {
    Room room = checked(caller, draft);
    return rooms.create(draft.id().map(Id::new).orElseGet(Id::fresh), room, caller.account());
  }

  /**
   * Changes a room, by a merge patch of what is said of it.
   *
   * @throws FaultException conflict, when it is booked and could not be joined any more
   */
  Entry<Room> change(Caller caller, Id id, long version, ObjectNode patch) {
    reached(caller, Permission.EDIT_TIMETABLE, id);
    return rooms.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        before -> {
          RoomDraft draft =
              MergePatch.apply(RoomDraft.of(id.value(), before), patch, RoomDraft.class);
          Violations violations = new Violations();
          if (!draft.id().equals(Optional.of(id.value()))) {
            violations.add("/id", "cannot-change");
          }
          if (!draft.school().equals(Optional.of(before.school()))) {
            violations.add("/school", "cannot-change");
          }
          violations.refuse();
          Room after = checked(caller, draft);
          if (before.joins() && !after.joins()) {
            refuseBooked(id);
          }
          return after;
        });
  }

  /**
   * Takes a room out of use.
   *
   * @throws FaultException conflict, while it is booked
   */
  void delete(Caller caller, Id id, long version) {
    reached(caller, Permission.EDIT_TIMETABLE, id);
    refuseBooked(id);
    rooms.delete(id, version, caller.account());
  }

  private void refuseBooked(Id id) {
    if (booked.test(id.value())) {
      throw FaultException.conflict("room-booked");
    }
  }

  private Room checked(Caller caller, RoomDraft draft) {
    Violations violations = new Violations();
    draft.check(violations);
    if (draft.school().isEmpty()) {
      violations.add("/school", "missing");
    }
    draft
        .school()
        .filter(
            id -> schools.find(id).isEmpty() || !caller.may(Permission.EDIT_TIMETABLE, place(id)))
        .ifPresent(id -> violations.add("/school", "school-not-found", id));
    violations.refuse();
    return draft.value();
  }
}
