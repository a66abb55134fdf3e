package org.keqiao.school;

import org.keqiao.store.Id;

/** What belongs to schools and is kept elsewhere. */
public interface Belongings {

  /** Whether anything belongs to a school, so that it cannot be deleted. */
  boolean belongTo(Id school);

  /** A school stands in another region now: what belongs to it is to be found there. */
  void follow(Id school);
}
