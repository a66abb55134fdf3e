/** What the platform keeps about people. */
@NullMarked
package org.keqiao.privacy;

import org.jspecify.annotations.NullMarked;
