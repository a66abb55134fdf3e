/** Files on their way in: announced, received, hashed, stored by content. */
@NullMarked
package org.keqiao.ingest.upload;

import org.jspecify.annotations.NullMarked;
