/** The program: reads its settings, builds its parts, starts them, stops them in reverse. */
@NullMarked
package org.keqiao;

import org.jspecify.annotations.NullMarked;
