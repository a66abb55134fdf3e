/** Courseware as teachers and attackers bring it, given to the real parser. */
@NullMarked
package org.keqiao.courseware;

import org.jspecify.annotations.NullMarked;
