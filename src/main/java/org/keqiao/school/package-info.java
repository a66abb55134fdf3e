/** Regions, schools and classes: the tree in which everything and everybody has a place. */
@NullMarked
package org.keqiao.school;

import org.jspecify.annotations.NullMarked;
