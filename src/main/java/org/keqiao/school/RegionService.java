package org.keqiao.school;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

/** The administrative tree. Everybody may read it; whoever keeps a region keeps what lies in it. */
public final class RegionService {

  /** Regions. */
  public static final RecordType<Region> TYPE = new RecordType<>("region", Region.class);

  private static final String PROVINCE = "province";

  private final Records<Region> regions;
  private final Records<School> schools;

  RegionService(Records<Region> regions, Records<School> schools) {
    this.regions = regions;
    this.schools = schools;
  }

  /** Whether there is a region with this code. */
  public boolean exists(String code) {
    return Id.isId(code) && regions.find(new Id(code)).isPresent();
  }

  /** The name of a region, when there is such a region. */
  Optional<String> name(String code) {
    return Id.isId(code)
        ? regions.find(new Id(code)).map(region -> region.value().name())
        : Optional.empty();
  }

  /** Where a region belongs: in itself and in those around it. */
  public static Place place(String code) {
    return Place.at(RegionCode.outwards(code));
  }

  /** One region. */
  Entry<Region> read(Id id) {
    return regions.read(id);
  }

  Listing<Region> list(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(regions, filters, limit, cursor.map(Page::place));
  }

  /**
   * Adds a region to the tree, below the smallest one that is there and that its code lies in.
   *
   * @throws FaultException invalid; forbidden where the caller keeps nothing; conflict, when there
   *     is such a region
   */
  Entry<Region> create(Caller caller, RegionDraft draft) {
    Violations violations = new Violations();
    Optional<String> code = draft.check(violations);
    violations.refuse();
    Region region = placed(code.orElseThrow(), draft.name().orElseThrow());
    if (!caller.may(Permission.EDIT_REGION, place(code.get()))) {
      throw FaultException.forbidden();
    }
    return regions.create(new Id(code.get()), region, caller.account());
  }

  private Region placed(String code, String name) {
    String level = RegionCode.level(code).orElseThrow();
    Optional<String> parent =
        RegionCode.outwards(code).stream().skip(1).filter(this::exists).findFirst();
    if (parent.isEmpty() && !level.equals(PROVINCE)) {
      throw FaultException.invalid(
          new Violations().add("/code", "region-without-parent", code).found());
    }
    return new Region(name, level, parent);
  }

  record Names(Optional<String> name) {}

  /** Gives a region another name, by a merge patch; its code and place never change. */
  Entry<Region> rename(Caller caller, Id id, long version, ObjectNode patch) {
    refuseUnkept(caller, id);
    return regions.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        region -> {
          Names named = MergePatch.apply(new Names(Optional.of(region.name())), patch, Names.class);
          Violations violations = new Violations();
          named
              .name()
              .ifPresentOrElse(
                  name -> violations.text("/name", name, 1, RegionDraft.LONGEST_NAME),
                  () -> violations.add("/name", "missing"));
          violations.refuse();
          return new Region(named.name().orElseThrow(), region.level(), region.parent());
        });
  }

  /**
   * Takes a region out of the tree.
   *
   * @throws FaultException conflict, while regions or schools lie in it
   */
  void delete(Caller caller, Id id, long version) {
    refuseUnkept(caller, id);
    boolean used =
        List.of(
                Listing.all(regions, Map.of("parent", id.value())).findAny().isPresent(),
                Listing.all(schools, Map.of("region", id.value())).findAny().isPresent())
            .contains(true);
    if (used) {
      throw FaultException.conflict("region-in-use");
    }
    regions.delete(id, version, caller.account());
  }

  /** Every region can be read, so that those of others need not look as if they did not exist. */
  private void refuseUnkept(Caller caller, Id id) {
    regions.read(id);
    if (!caller.may(Permission.EDIT_REGION, place(id.value()))) {
      throw FaultException.forbidden();
    }
  }
}
