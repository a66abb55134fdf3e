package org.keqiao.live;

import java.util.Optional;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.store.Id;

/** The sessions that live picture and sound belongs to; whoever keeps sessions provides it. */
public interface LiveSessions {

  /**
   * A session within a caller's reach.
   *
   * @param permission what she wants to do in it
   * @throws org.keqiao.fault.FaultException not found, when there is none or it is beyond her reach
   */
  LiveSession read(Caller caller, Permission permission, Id id);

  /** A session, whoever asks; nothing when there is none. */
  Optional<LiveSession> find(Id id);
}
