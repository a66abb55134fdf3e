/**
 * The public part of the catalogue as files that never change: browsed without a search engine,
 * served by any cache, copied by a school's box.
 */
@NullMarked
package org.keqiao.shards;

import org.jspecify.annotations.NullMarked;
