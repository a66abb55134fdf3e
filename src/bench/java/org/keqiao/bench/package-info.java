/** Measures the packaged program under load, beside nginx where both can do the same. */
@NullMarked
package org.keqiao.bench;

import org.jspecify.annotations.NullMarked;
