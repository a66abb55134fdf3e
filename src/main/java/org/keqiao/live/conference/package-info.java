/** An outside engine for two-way talk: its rooms, links to join them, and what it recorded. */
@NullMarked
package org.keqiao.live.conference;

import org.jspecify.annotations.NullMarked;
