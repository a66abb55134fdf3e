/** Taxonomy, textbooks, schools and lessons: what there is, and how it is found. */
@NullMarked
package org.keqiao.catalogue;

import org.jspecify.annotations.NullMarked;
