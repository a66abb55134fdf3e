/**
 * How near two lessons are to each other, by published fingerprints of their words and pictures.
 */
@NullMarked
package org.keqiao.selection.similarity;

import org.jspecify.annotations.NullMarked;
