/** When schools that are joined have time for each other. */
@NullMarked
package org.keqiao.timetable.free;

import org.jspecify.annotations.NullMarked;
