/** Limits, as whoever is held to them sees them. */
@NullMarked
package org.keqiao.http.limit;

import org.jspecify.annotations.NullMarked;
