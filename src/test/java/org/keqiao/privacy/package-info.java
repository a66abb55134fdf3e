@NullMarked
package org.keqiao.privacy;

import org.jspecify.annotations.NullMarked;
