/**
 * How scores become one number, numbers an order, and an order a choice within quotas: pure rules.
 */
@NullMarked
package org.keqiao.selection.scoring;

import org.jspecify.annotations.NullMarked;
