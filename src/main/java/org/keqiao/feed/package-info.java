/** What happened to records, in one order for all, so that other systems can follow. */
@NullMarked
package org.keqiao.feed;

import org.jspecify.annotations.NullMarked;
