/** From a curator's file to renditions: uploads, probing, transcoding, durable jobs. */
@NullMarked
package org.keqiao.ingest;

import org.jspecify.annotations.NullMarked;
