/** The pages in a real Chromium, as a teacher and a curator see and use them. */
@NullMarked
package org.keqiao.browser;

import org.jspecify.annotations.NullMarked;
