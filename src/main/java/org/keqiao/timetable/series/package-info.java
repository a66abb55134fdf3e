/** Bookings that are repeated week after week. */
@NullMarked
package org.keqiao.timetable.series;

import org.jspecify.annotations.NullMarked;
