package org.keqiao.school;

import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;

/**
 * What belongs to schools and is kept elsewhere.
 *
 * @param records whose cards name their schools as {@code school}
 */
record Belongings<T>(Records<T> records) {

  private Stream<Entry<T>> of(Id school) {
    return Listing.all(records, Map.of("school", school.value()));
  }

  /** Whether anything belongs to a school, so that it cannot be deleted. */
  boolean belongTo(Id school) {
    return of(school).findAny().isPresent();
  }

  /** A school stands in another region now: what belongs to it is to be found there. */
  void follow(Id school) {
    of(school).toList().forEach(each -> records.refreshCard(each.id()));
  }
}
