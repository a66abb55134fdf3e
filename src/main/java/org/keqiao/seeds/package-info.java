/** What a platform begins with: reference data for every one, demo data for those who try it. */
@NullMarked
package org.keqiao.seeds;

import org.jspecify.annotations.NullMarked;
