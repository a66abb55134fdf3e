package org.keqiao.school;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Classes of schools; those of schools beyond a caller's reach do not exist for her. */
public final class ClassService {

  /** Classes. */
  public static final RecordType<SchoolClass> TYPE = new RecordType<>("class", SchoolClass.class);

  private final Records<SchoolClass> classes;
  private final SchoolService schools;

  ClassService(Records<SchoolClass> classes, SchoolService schools) {
    this.classes = classes;
    this.schools = schools;
  }

  private Place place(String school) {
    return Place.at(schools.nodes(Optional.of(school), Optional.empty()));
  }

  /** One class. */
  Entry<SchoolClass> read(Caller caller, Id id) {
    return reached(caller, Permission.READ_CLASS, id);
  }

  private Entry<SchoolClass> reached(Caller caller, Permission permission, Id id) {
    Entry<SchoolClass> found = classes.read(id);
    caller.require(permission, place(found.value().school()), TYPE.name(), id.value());
    return found;
  }

  Listing<SchoolClass> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        classes,
        filters,
        caller.reach(Permission.READ_CLASS).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * Makes a class.
   *
   * @throws FaultException invalid, also for a school beyond the caller's reach; conflict, when
   *     there is such a class
   */
  public Entry<SchoolClass> create(Caller caller, ClassDraft draft) {
    SchoolClass value = checked(caller, draft);
    return classes.create(draft.id().map(Id::new).orElseGet(Id::fresh), value, caller.account());
  }

  /** Changes a class, by a merge patch of what is said of it. */
  Entry<SchoolClass> change(Caller caller, Id id, long version, ObjectNode patch) {
    reached(caller, Permission.EDIT_CLASS, id);
    return classes.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        before ->
            redrafted(
                caller,
                id,
                MergePatch.apply(ClassDraft.of(id.value(), before), patch, ClassDraft.class)));
  }

  /** Gives a class what another draft says of it, whatever its version is. */
  public Entry<SchoolClass> replace(Caller caller, Id id, ClassDraft draft) {
    reached(caller, Permission.EDIT_CLASS, id);
    return classes.update(id, caller.account(), before -> redrafted(caller, id, draft));
  }

  private SchoolClass redrafted(Caller caller, Id id, ClassDraft draft) {
    if (!draft.id().equals(Optional.of(id.value()))) {
      throw FaultException.invalid(new Violations().add("/id", "cannot-change").found());
    }
    return checked(caller, draft);
  }

  private SchoolClass checked(Caller caller, ClassDraft draft) {
    Violations violations = new Violations();
    check(caller, draft, violations);
    violations.refuse();
    return draft.value();
  }

  /** Notes what is wrong with a draft, as the caller may know it. */
  public void check(Caller caller, ClassDraft draft, Violations violations) {
    draft.check(violations);
    draft
        .school()
        .filter(id -> schools.find(id).isEmpty() || !caller.may(Permission.EDIT_CLASS, place(id)))
        .ifPresent(id -> violations.add("/school", "school-not-found", id));
  }

  /** A class as the caller may change it; nothing when there is none of this name. */
  public Optional<Entry<SchoolClass>> find(Caller caller, String id) {
    return Optional.of(id)
        .filter(Id::isId)
        .flatMap(text -> classes.find(new Id(text)))
        .filter(found -> caller.may(Permission.EDIT_CLASS, place(found.value().school())));
  }

  /** A class, whoever asks; nothing when there is none of this name. */
  public Optional<SchoolClass> find(String id) {
    return Optional.of(id)
        .filter(Id::isId)
        .flatMap(text -> classes.find(new Id(text)))
        .map(Entry::value);
  }

  /** Whether there is a class of this name, whoever keeps it. */
  public boolean isTaken(String id) {
    return Id.isId(id) && classes.find(new Id(id)).isPresent();
  }

  /** Deletes a class. */
  void delete(Caller caller, Id id, long version) {
    reached(caller, Permission.EDIT_CLASS, id);
    classes.delete(id, version, caller.account());
  }

  /** Every class that the caller keeps, in the order of their ids. */
  public Stream<Entry<SchoolClass>> kept(Caller caller) {
    return Listing.all(classes, Map.of(), caller.reach(Permission.EDIT_CLASS).within());
  }
}
