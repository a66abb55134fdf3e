/** Bad input made from the contract's schemas, and what holds of every answer to it. */
@NullMarked
package org.keqiao.fuzz;

import org.jspecify.annotations.NullMarked;
