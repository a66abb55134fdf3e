/**
 * The bucket is the library, Elasticsearch is its card catalogue: records, projections,
 * reconciliation.
 */
@NullMarked
package org.keqiao.store;

import org.jspecify.annotations.NullMarked;
