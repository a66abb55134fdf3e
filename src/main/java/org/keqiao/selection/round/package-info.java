/** Rounds of selection: what a region asks for, when, and by which rules. */
@NullMarked
package org.keqiao.selection.round;

import org.jspecify.annotations.NullMarked;
