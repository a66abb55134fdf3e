package org.keqiao.classroom.channel;

import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Happened;

/** Hears what becomes of a session on this server. */
interface Ear {

  /** Something happened, after everything that was heard before. */
  void happened(Happened next, ClassState after);

  /** What was heard before may not have happened: this is where the session stands. */
  void restarted(ClassState now);

  /** More is in the log. */
  void kept();
}
