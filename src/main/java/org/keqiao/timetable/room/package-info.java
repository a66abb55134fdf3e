/** Rooms of schools that classes sit in. */
@NullMarked
package org.keqiao.timetable.room;

import org.jspecify.annotations.NullMarked;
