/** What paired schools promised each other, what was given, and what both sides say of it. */
@NullMarked
package org.keqiao.ledger;

import org.jspecify.annotations.NullMarked;
