/** The two stores run inside this program's own process: the default for trying and for schools. */
@NullMarked
package org.keqiao.embedded;

import org.jspecify.annotations.NullMarked;
