/** The bundle gate: what a complete lesson is made of, whether one is, and handing it in. */
@NullMarked
package org.keqiao.catalogue.bundle;

import org.jspecify.annotations.NullMarked;
