/** What reviewers decide on lessons, bound to the content that they saw. */
@NullMarked
package org.keqiao.catalogue.review;

import org.jspecify.annotations.NullMarked;
