package org.keqiao.classroom.channel;

import org.keqiao.classroom.event.ClassState;
import org.keqiao.store.Id;

/** What the records of sessions must know of their course. */
public interface Outcome {

  /** The lead has come. May be told more than once; may block. */
  void opened(Id session);

  /** It is over. May be told more than once; may block. */
  void ended(Id session, ClassState last);
}
