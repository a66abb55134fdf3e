/** What a round came to: ranked, noticed, objected to, final, promoted. */
@NullMarked
package org.keqiao.selection.outcome;

import org.jspecify.annotations.NullMarked;
