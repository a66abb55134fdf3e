/** How files come in, as their senders see it. */
@NullMarked
package org.keqiao.ingest.upload;

import org.jspecify.annotations.NullMarked;
