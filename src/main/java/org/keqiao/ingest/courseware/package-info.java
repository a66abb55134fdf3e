/** From a teacher's document to what can be found, looked at and fetched. */
@NullMarked
package org.keqiao.ingest.courseware;

import org.jspecify.annotations.NullMarked;
