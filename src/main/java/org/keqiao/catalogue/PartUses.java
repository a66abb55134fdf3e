package org.keqiao.catalogue;

import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/** Who has a file. */
@FunctionalInterface
public interface PartUses {

  /**
   * Whether a lesson that is out, other than this one, has a file.
   *
   * @throws FaultException unavailable, when nobody can tell now
   */
  boolean isUsedElsewhere(String sha256, Id lesson);
}
