/** Tables of contents as files that a spreadsheet reads and writes. */
@NullMarked
package org.keqiao.catalogue.toc;

import org.jspecify.annotations.NullMarked;
