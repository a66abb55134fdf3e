/** Whole lists of schools, classes and people, as CSV: imported, exported, imported again. */
@NullMarked
package org.keqiao.roster;

import org.jspecify.annotations.NullMarked;
