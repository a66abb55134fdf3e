/** Whole rounds of selection, through the API. */
@NullMarked
package org.keqiao.selection;

import org.jspecify.annotations.NullMarked;
