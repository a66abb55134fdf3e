/** Schools and regions, and later who helps whom: needs, offers, matching, agreements. */
@NullMarked
package org.keqiao.pairing;

import org.jspecify.annotations.NullMarked;
