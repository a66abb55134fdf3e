/** Bells of schools, terms and holidays of regions, and what follows from them for a day. */
@NullMarked
package org.keqiao.timetable.bells;

import org.jspecify.annotations.NullMarked;
