/** The rules of the build itself: who may use whom. */
@NullMarked
package org.keqiao.architecture;

import org.jspecify.annotations.NullMarked;
