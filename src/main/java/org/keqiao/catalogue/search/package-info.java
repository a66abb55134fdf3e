/** What a searcher's words mean, and the questions to Elasticsearch that they become. */
@NullMarked
package org.keqiao.catalogue.search;

import org.jspecify.annotations.NullMarked;
