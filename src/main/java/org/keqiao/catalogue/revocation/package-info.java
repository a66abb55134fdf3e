/** The signed list of lessons that were withdrawn, for caches and school nodes that have them. */
@NullMarked
package org.keqiao.catalogue.revocation;

import org.jspecify.annotations.NullMarked;
