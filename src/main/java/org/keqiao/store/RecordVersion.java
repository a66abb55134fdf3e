package org.keqiao.store;

/** That a record has this version. */
public record RecordVersion(Id id, long version) {}
