/** How much of the server one account, one address or one connection may take. */
@NullMarked
package org.keqiao.http.limit;

import org.jspecify.annotations.NullMarked;
