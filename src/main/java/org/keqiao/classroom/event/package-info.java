/** What happens in a session: acts in one order, and the state that they lead to. */
@NullMarked
package org.keqiao.classroom.event;

import org.jspecify.annotations.NullMarked;
