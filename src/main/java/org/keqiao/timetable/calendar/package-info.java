/** Bookings as calendars that other programs subscribe to. */
@NullMarked
package org.keqiao.timetable.calendar;

import org.jspecify.annotations.NullMarked;
