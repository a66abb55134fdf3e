/**
 * One teacher to many rooms: a stream comes in, is encoded once, and goes out to whoever watches.
 */
@NullMarked
package org.keqiao.live.broadcast;

import org.jspecify.annotations.NullMarked;
