/** What a lesson was before, and how one version differs from another. */
@NullMarked
package org.keqiao.catalogue.version;

import org.jspecify.annotations.NullMarked;
