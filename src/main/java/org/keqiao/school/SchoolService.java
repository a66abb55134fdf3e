package org.keqiao.school;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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

/** Schools. Everybody may read them; what is kept of their people is elsewhere. */
public final class SchoolService {

  /** Schools. */
  public static final RecordType<School> TYPE = new RecordType<>("school", School.class);

  private final Records<School> schools;
  private final RegionService regions;
  private final List<Belongings<?>> belongings = new CopyOnWriteArrayList<>();

  SchoolService(Records<School> schools, RegionService regions) {
    this.schools = schools;
    this.regions = regions;
  }

  /**
   * A school that has such records cannot be deleted from now on, and they follow it to another
   * region.
   *
   * @param more whose cards name their schools as {@code school}
   */
  public <T> void join(Records<T> more) {
    belongings.add(new Belongings<>(more));
  }

  /** One school. */
  public Entry<School> read(Id id) {
    return schools.read(id);
  }

  /** A school, when there is one of this name. */
  public Optional<Entry<School>> find(String id) {
    return Id.isId(id) ? schools.find(new Id(id)) : Optional.empty();
  }

  /** The name of a school, when there is such a school. */
  public Optional<String> name(String id) {
    return find(id).map(school -> school.value().name());
  }

  /** The region of a school, when there is such a school. */
  public Optional<String> region(String id) {
    return find(id).map(school -> school.value().region());
  }

  /**
   * One region.
   *
   * @throws FaultException not found
   */
  public Entry<Region> readRegion(Id code) {
    return regions.read(code);
  }

  /** Whether there is a region with this code. */
  public boolean hasRegion(String code) {
    return regions.exists(code);
  }

  /**
   * A school and the regions around it, the smallest first: the nodes of the tree that what belongs
   * to the school lies in.
   *
   * @param school id of the school, if there is one
   * @param region where it stood when it was asked last; counts when the school is not known
   */
  public List<String> nodes(Optional<String> school, Optional<String> region) {
    List<String> nodes = new ArrayList<>();
    school.ifPresent(nodes::add);
    school
        .flatMap(this::region)
        .or(() -> region)
        .map(RegionCode::outwards)
        .ifPresent(nodes::addAll);
    return List.copyOf(nodes);
  }

  /** Whether a node of the tree, a region or a school, is there. */
  public boolean isNode(String node) {
    return RegionCode.level(node).isPresent() ? regions.exists(node) : find(node).isPresent();
  }

  /** A node of the tree, a region or a school, and those around it, the smallest first. */
  public List<String> around(String node) {
    return RegionCode.level(node).isPresent()
        ? RegionCode.outwards(node)
        : nodes(Optional.of(node), Optional.empty());
  }

  /** The region of a school and those that it lies in, the smallest first. */
  public List<String> regionsAround(String school) {
    return region(school).map(RegionCode::outwards).orElse(List.of());
  }

  /**
   * Every school of a region and below it.
   *
   * @param kind {@link School#URBAN} or {@link School#RURAL}
   */
  public Stream<Entry<School>> within(String region, String kind) {
    return Listing.all(schools, Map.of("places", region, "kind", kind));
  }

  /** The county of a region that lies in one. */
  public Optional<String> county(String region) {
    return RegionCode.outwards(region).stream()
        .filter(code -> RegionCode.level(code).equals(Optional.of("county")))
        .findFirst();
  }

  /** The name of a region, when there is such a region. */
  public Optional<String> regionName(String code) {
    return regions.name(code);
  }

  /**
   * Every school of a kind that lies in reach.
   *
   * @param region code of a region that they lie in; absent for all
   * @param within nodes of the tree, one of which they must lie in; absent for all
   */
  public Stream<Entry<School>> ofKind(
      String kind, Optional<String> region, Optional<Set<String>> within) {
    Map<String, String> filters = new HashMap<>(Map.of("kind", kind));
    region.ifPresent(code -> filters.put("places", code));
    return Listing.all(schools, filters, within);
  }

  static Place place(String id, String region) {
    return Place.at(Stream.concat(Stream.of(id), RegionCode.outwards(region).stream()).toList());
  }

  Listing<School> list(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(schools, filters, limit, cursor.map(Page::place));
  }

  /**
   * Makes a school.
   *
   * @throws FaultException invalid; forbidden in regions that the caller does not keep; conflict,
   *     when there is such a school
   */
  public Entry<School> create(Caller caller, SchoolDraft draft) {
    School school = checked(draft);
    Id id = draft.id().map(Id::new).orElseGet(Id::fresh);
    refuseRegion(caller, id, school.region());
    return schools.create(id, school, caller.account());
  }

  /** Changes a school, by a merge patch of what is said of it. */
  Entry<School> change(Caller caller, Id id, long version, ObjectNode patch) {
    return change(
        caller,
        id,
        OptionalLong.of(version),
        school -> MergePatch.apply(SchoolDraft.of(id.value(), school), patch, SchoolDraft.class));
  }

  /** Gives a school what another draft says of it, whatever its version is. */
  public Entry<School> replace(Caller caller, Id id, SchoolDraft draft) {
    return change(caller, id, OptionalLong.empty(), school -> draft);
  }

  private interface Redraft {
    SchoolDraft of(School school);
  }

  private Entry<School> change(Caller caller, Id id, OptionalLong version, Redraft redraft) {
    School before = schools.read(id).value();
    refuseRegion(caller, id, before.region());
    Entry<School> changed =
        schools.update(
            id,
            version,
            caller.account(),
            school -> {
              SchoolDraft draft = redraft.of(school);
              refuseRenaming(id, draft);
              School next = checked(draft);
              if (!next.region().equals(school.region())) {
                refuseMove(caller, id, next.region());
              }
              return next;
            });
    if (!changed.value().region().equals(before.region())) {
      belongings.forEach(each -> each.follow(id));
    }
    return changed;
  }

  private static void refuseRenaming(Id id, SchoolDraft draft) {
    if (!draft.id().equals(Optional.of(id.value()))) {
      throw FaultException.invalid(new Violations().add("/id", "cannot-change").found());
    }
  }

  /** A school does not go where whoever moves it could not have made it. */
  private static void refuseMove(Caller caller, Id id, String region) {
    if (!caller.may(Permission.EDIT_SCHOOL, RegionService.place(region))) {
      throw FaultException.invalid(new Violations().add("/region", "beyond-reach", region).found());
    }
    refuseRegion(caller, id, region);
  }

  private static void refuseRegion(Caller caller, Id id, String region) {
    if (!caller.may(Permission.EDIT_SCHOOL, place(id.value(), region))) {
      throw FaultException.forbidden();
    }
  }

  /** Notes what is wrong with a draft, and whether the caller may make it where it says. */
  public void check(Caller caller, SchoolDraft draft, Violations violations) {
    draft.check(violations, regions::exists);
    draft
        .region()
        .filter(regions::exists)
        .filter(code -> !caller.may(Permission.EDIT_SCHOOL, place(draft.id().orElse(""), code)))
        .ifPresent(code -> violations.add("/region", "beyond-reach", code));
  }

  /** A school as the caller may change it; nothing when there is none of this name. */
  public Optional<Entry<School>> find(Caller caller, String id) {
    return find(id)
        .filter(found -> caller.may(Permission.EDIT_SCHOOL, place(id, found.value().region())));
  }

  private School checked(SchoolDraft draft) {
    Violations violations = new Violations();
    draft.check(violations, regions::exists);
    violations.refuse();
    return draft.school();
  }

  /**
   * Deletes a school.
   *
   * @throws FaultException conflict, while classes, accounts or lessons belong to it
   */
  void delete(Caller caller, Id id, long version) {
    refuseRegion(caller, id, schools.read(id).value().region());
    if (belongings.stream().anyMatch(each -> each.belongTo(id))) {
      throw FaultException.conflict("school-in-use");
    }
    schools.delete(id, version, caller.account());
  }

  /** Every school that the caller keeps, in the order of their ids. */
  public Stream<Entry<School>> kept(Caller caller) {
    return Listing.all(schools, Map.of(), caller.reach(Permission.EDIT_SCHOOL).within());
  }
}
