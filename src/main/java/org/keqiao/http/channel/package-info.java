/** WebSockets: both ends say something whenever they have something to say. */
@NullMarked
package org.keqiao.http.channel;

import org.jspecify.annotations.NullMarked;
