package org.keqiao.pairing.statement;

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
import org.keqiao.school.School;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;

/** Needs or offers of schools; those of schools beyond a caller's reach do not exist for her. */
final class StatementService<T extends Statement, D extends StatementDraft<T>> {

  private final StatementKind<T, D> kind;
  private final Records<T> records;
  private final SchoolService schools;
  private final KnownTerms terms;

  StatementService(
      StatementKind<T, D> kind, Records<T> records, SchoolService schools, KnownTerms terms) {
    this.kind = kind;
    this.records = records;
    this.schools = schools;
    this.terms = terms;
  }

  StatementKind<T, D> kind() {
    return kind;
  }

  private Place place(String school) {
    return Place.at(schools.around(school));
  }

  Entry<T> read(Caller caller, Id id) {
    return reached(caller, Permission.READ_NEED, id);
  }

  private Entry<T> reached(Caller caller, Permission permission, Id id) {
    Entry<T> found = records.read(id);
    caller.require(permission, place(found.value().school()), kind.type().name(), id.value());
    return found;
  }

  Listing<T> list(Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        records,
        filters,
        caller.reach(Permission.READ_NEED).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * States something.
   *
   * @throws FaultException invalid, also for a school beyond the caller's reach; conflict, when the
   *     name is taken
   */
  Entry<T> create(Caller caller, D draft) {
    T value = checked(caller, draft);
    return records.create(draft.id().map(Id::new).orElseGet(Id::fresh), value, caller.account());
  }

  /** Changes a statement, by a merge patch of what is said of it. */
  Entry<T> change(Caller caller, Id id, long version, ObjectNode patch) {
    reached(caller, Permission.EDIT_NEED, id);
    return records.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        before -> {
          D draft = MergePatch.apply(kind.redraft().apply(id.value(), before), patch, kind.draft());
          if (!draft.id().equals(Optional.of(id.value()))) {
            throw FaultException.invalid(new Violations().add("/id", "cannot-change").found());
          }
          return checked(caller, draft);
        });
  }

  void delete(Caller caller, Id id, long version) {
    reached(caller, Permission.EDIT_NEED, id);
    records.delete(id, version, caller.account());
  }

  private T checked(Caller caller, D draft) {
    Violations violations = new Violations();
    draft.check(terms, violations);
    draft
        .school()
        .ifPresentOrElse(
            id -> checkSchool(caller, id, violations), () -> violations.add("/school", "missing"));
    violations.refuse();
    return draft.value();
  }

  private void checkSchool(Caller caller, String id, Violations violations) {
    Optional<Entry<School>> school =
        schools.find(id).filter(found -> caller.may(Permission.EDIT_NEED, place(id)));
    if (school.isEmpty()) {
      violations.add("/school", "school-not-found", id);
    } else if (!school.get().value().kind().equals(kind.schools())) {
      violations.add("/school", kind.schools() + "-school", id);
    }
  }

  /** All statements of schools of a region. */
  Stream<T> within(String region) {
    return Listing.all(records, Map.of("places", region)).map(Entry::value);
  }
}
