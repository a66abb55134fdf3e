/** Lessons that teachers look for and do not find, as curators hear of them. */
@NullMarked
package org.keqiao.catalogue.demand;

import org.jspecify.annotations.NullMarked;
