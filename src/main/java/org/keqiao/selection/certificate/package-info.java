/** Certificates of winners: as PDF, and as a page where anybody verifies one. */
@NullMarked
package org.keqiao.selection.certificate;

import org.jspecify.annotations.NullMarked;
