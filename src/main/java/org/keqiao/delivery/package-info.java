/** Signed media URLs and the bytes behind them. */
@NullMarked
package org.keqiao.delivery;

import org.jspecify.annotations.NullMarked;
