/** When schools teach, and which of their classrooms are joined then. */
@NullMarked
package org.keqiao.timetable;

import org.jspecify.annotations.NullMarked;
