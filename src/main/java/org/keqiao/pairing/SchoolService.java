package org.keqiao.pairing;

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

  Listing<School> schools(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(schools, filters, limit, cursor.map(Page::place));
  }

  Listing<Region> regions(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(regions, filters, limit, cursor.map(Page::place));
  }
}
