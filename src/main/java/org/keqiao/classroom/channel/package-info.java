/** The channel of a session: what one does reaches all, on whichever server each of them is. */
@NullMarked
package org.keqiao.classroom.channel;

import org.jspecify.annotations.NullMarked;
