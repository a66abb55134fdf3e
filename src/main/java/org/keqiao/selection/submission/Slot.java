package org.keqiao.selection.submission;

import org.keqiao.store.Id;

/**
 * Something of which a round has one only: a chapter, or the files of a lesson. It counts as taken
 * while the submission that it names is live and in the attempt that it names.
 *
 * @param round where
 * @param submission who has it
 * @param attempt in which attempt it was taken
 */
record Slot(Id round, Id submission, String attempt) {}
