/** The joined classroom: one teacher drives a lesson, and rooms far away follow. */
@NullMarked
package org.keqiao.classroom;

import org.jspecify.annotations.NullMarked;
