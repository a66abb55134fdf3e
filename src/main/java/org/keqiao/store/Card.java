package org.keqiao.store;

import java.util.Map;

/** What of a record stands in the catalogue to be searched: field names of the mapping → values. */
@FunctionalInterface
public interface Card<T> {

  /** The fields for one version of a record. */
  Map<String, Object> fields(Entry<T> entry);
}
