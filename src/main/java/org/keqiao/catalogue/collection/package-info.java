/** Collections: series of lessons in an order that somebody chose. */
@NullMarked
package org.keqiao.catalogue.collection;

import org.jspecify.annotations.NullMarked;
