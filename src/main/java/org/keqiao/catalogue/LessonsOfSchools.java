package org.keqiao.catalogue;

import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.school.Belongings;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;

/** What becomes of lessons when something becomes of the school that they were made for. */
record LessonsOfSchools(Records<Lesson> lessons) implements Belongings {

  private Stream<Entry<Lesson>> of(Id school) {
    return Listing.all(lessons, Map.of("school", school.value()));
  }

  @Override
  public boolean belongTo(Id school) {
    return of(school).findAny().isPresent();
  }

  @Override
  public void follow(Id school) {
    of(school).toList().forEach(lesson -> lessons.refreshCard(lesson.id()));
  }
}
