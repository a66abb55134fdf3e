/** What agreements promise, week by week. */
@NullMarked
package org.keqiao.ledger.promise;

import org.jspecify.annotations.NullMarked;
