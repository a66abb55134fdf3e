/** Sessions of the joined classroom: planned, open, ended; who took part, and what to prepare. */
@NullMarked
package org.keqiao.classroom.session;

import org.jspecify.annotations.NullMarked;
