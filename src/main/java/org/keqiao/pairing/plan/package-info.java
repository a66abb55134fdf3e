/** Plans of who is paired with whom in a region: made, edited, issued as proposals. */
@NullMarked
package org.keqiao.pairing.plan;

import org.jspecify.annotations.NullMarked;
