/** The embedded servers. */
@NullMarked
package org.keqiao.embedded;

import org.jspecify.annotations.NullMarked;
