/** Lessons that were entered for a round, each one bound to the content that it had. */
@NullMarked
package org.keqiao.selection.submission;

import org.jspecify.annotations.NullMarked;
