/** Live picture and sound of a joined classroom: an outside engine's, or the platform's own. */
@NullMarked
package org.keqiao.live;

import org.jspecify.annotations.NullMarked;
