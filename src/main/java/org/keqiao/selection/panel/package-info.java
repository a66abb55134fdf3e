/** Panels: who scores an entry, blind, and what became of each of her tasks. */
@NullMarked
package org.keqiao.selection.panel;

import org.jspecify.annotations.NullMarked;
