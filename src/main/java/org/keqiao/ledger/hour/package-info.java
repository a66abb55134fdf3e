/** Single hours of agreements: counted, confirmed or disputed by both schools, settled. */
@NullMarked
package org.keqiao.ledger.hour;

import org.jspecify.annotations.NullMarked;
