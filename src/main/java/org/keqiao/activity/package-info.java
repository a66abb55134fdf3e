/** What happens while lessons are watched: acknowledged batches, kept in the bucket. */
@NullMarked
package org.keqiao.activity;

import org.jspecify.annotations.NullMarked;
