/** What teachers say is wrong with lessons that are out. */
@NullMarked
package org.keqiao.catalogue.report;

import org.jspecify.annotations.NullMarked;
