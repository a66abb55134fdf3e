/** How Chinese is written, spelled and typed. Knows nothing of lessons. */
@NullMarked
package org.keqiao.language;

import org.jspecify.annotations.NullMarked;
