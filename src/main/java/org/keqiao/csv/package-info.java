/** Tables that people edit in spreadsheets: CSV of any encoding, safe to open, and back again. */
@NullMarked
package org.keqiao.csv;

import org.jspecify.annotations.NullMarked;
