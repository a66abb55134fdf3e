/** Who and what is taken on a day: what keeps two bookings from one room. */
@NullMarked
package org.keqiao.timetable.sheet;

import org.jspecify.annotations.NullMarked;
