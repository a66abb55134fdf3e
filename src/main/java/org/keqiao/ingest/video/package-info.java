/** From a film to renditions that can be streamed. */
@NullMarked
package org.keqiao.ingest.video;

import org.jspecify.annotations.NullMarked;
