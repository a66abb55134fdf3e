/** Promised and delivered hours of whole regions, by county, school, subject and week. */
@NullMarked
package org.keqiao.ledger.summary;

import org.jspecify.annotations.NullMarked;
