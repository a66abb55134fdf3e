/** Fragmented MP4 (ISO 14496-12) taken apart into pieces that players take one by one. */
@NullMarked
package org.keqiao.live.fragment;

import org.jspecify.annotations.NullMarked;
