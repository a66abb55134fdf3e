/** The ledger of one agreement, week by week, and the lessons that it still owes. */
@NullMarked
package org.keqiao.ledger.agreement;

import org.jspecify.annotations.NullMarked;
