/** Typed settings: read once, checked at once, every fault of the file named together. */
@NullMarked
package org.keqiao.settings;

import org.jspecify.annotations.NullMarked;
