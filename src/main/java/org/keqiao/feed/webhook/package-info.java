/** Events brought to other systems: signed, in order, again and again until they arrive. */
@NullMarked
package org.keqiao.feed.webhook;

import org.jspecify.annotations.NullMarked;
