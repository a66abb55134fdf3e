/** Sign-in of other systems: client credentials (RFC 6749 §4.4). */
@NullMarked
package org.keqiao.identity.client;

import org.jspecify.annotations.NullMarked;
