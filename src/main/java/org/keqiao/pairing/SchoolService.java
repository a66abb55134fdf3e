package org.keqiao.pairing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Regions and schools. */
public final class SchoolService {

  /** Schools. */
  public static final RecordType<School> SCHOOL = new RecordType<>("school", School.class);

  /** Regions. */
  public static final RecordType<Region> REGION = new RecordType<>("region", Region.class);

  /** The administrative tree has five levels; a region that lies in itself ends here too. */
  private static final int MOST_LEVELS = 8;

  private final Records<School> schools;
  private final Records<Region> regions;

  /** Over these records. */
  public SchoolService(Records<School> schools, Records<Region> regions) {
    this.schools = schools;
    this.regions = regions;
  }

  /** One school. */
  public Entry<School> read(Id id) {
    return schools.read(id);
  }

  /** The name of a school, when there is such a school. */
  public Optional<String> name(String id) {
    return schools.find(new Id(id)).map(school -> school.value().name());
  }

  /** The region of a school, when there is such a school. */
  public Optional<String> region(String id) {
    return schools.find(new Id(id)).map(school -> school.value().region());
  }

  /** Whether there is a region with this code. */
  public boolean hasRegion(String code) {
    return Id.isId(code) && regions.find(new Id(code)).isPresent();
  }

  /** The region of a school and those that it lies in, the smallest first. */
  public List<String> regionsAround(String school) {
    List<String> around = new ArrayList<>();
    Optional<String> next = region(school);
    while (next.isPresent() && around.size() < MOST_LEVELS) {
      around.add(next.get());
      next = regions.find(new Id(next.get())).flatMap(region -> region.value().parent());
    }
    return List.copyOf(around);
  }

  Listing<School> schools(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(schools, filters, limit, cursor.map(Page::place));
  }

  Listing<Region> regions(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(regions, filters, limit, cursor.map(Page::place));
  }
}
