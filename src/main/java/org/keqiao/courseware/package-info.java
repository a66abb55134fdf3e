/**
 * What teachers bring as documents, pictures and archives: told by content, and read by a program
 * of its own, so that a hostile file can take down no more than that.
 */
@NullMarked
package org.keqiao.courseware;

import org.jspecify.annotations.NullMarked;
