/** The catalogue's shards: what is in them, how they change, who may see them. */
@NullMarked
package org.keqiao.shards;

import org.jspecify.annotations.NullMarked;
