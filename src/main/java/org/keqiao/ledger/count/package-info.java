/** How lessons are counted, from promises and from the attendance of both ends. */
@NullMarked
package org.keqiao.ledger.count;

import org.jspecify.annotations.NullMarked;
