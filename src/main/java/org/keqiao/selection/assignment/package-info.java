/** Who reviews what: never who must not, and as evenly as can be; pure rules. */
@NullMarked
package org.keqiao.selection.assignment;

import org.jspecify.annotations.NullMarked;
