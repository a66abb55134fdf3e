/** Relevance is measured: teachers' queries, judged by rule, over thousands of lessons. */
@NullMarked
package org.keqiao.relevance;

import org.jspecify.annotations.NullMarked;
