/** Durable jobs: work that outlives the process that does it. */
@NullMarked
package org.keqiao.ingest.job;

import org.jspecify.annotations.NullMarked;
