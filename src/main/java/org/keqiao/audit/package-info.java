/** Who did what to which record, when and from where: the versions of records, found. */
@NullMarked
package org.keqiao.audit;

import org.jspecify.annotations.NullMarked;
