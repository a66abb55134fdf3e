/**
 * Premium-lesson selection (精品课遴选): rounds, entries, panels of reviewers, outcomes, certificates.
 */
@NullMarked
package org.keqiao.selection;

import org.jspecify.annotations.NullMarked;
