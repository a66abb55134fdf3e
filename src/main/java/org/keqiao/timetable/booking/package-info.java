/** Classrooms of two paired schools, booked for a lesson. */
@NullMarked
package org.keqiao.timetable.booking;

import org.jspecify.annotations.NullMarked;
