/** Servers that tell each other what they have written, over the clustered event bus. */
@NullMarked
package org.keqiao.cluster;

import org.jspecify.annotations.NullMarked;
