/** The HTTP server: route table, problems, paging, conditional requests. No rules of the domain. */
@NullMarked
package org.keqiao.http;

import org.jspecify.annotations.NullMarked;
