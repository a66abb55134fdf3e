/** The program as a process of its own: killed, stopped, refused, and started again. */
@NullMarked
package org.keqiao.program;

import org.jspecify.annotations.NullMarked;
