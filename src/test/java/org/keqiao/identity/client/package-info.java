/** Sign-in of other systems, part by part. */
@NullMarked
package org.keqiao.identity.client;

import org.jspecify.annotations.NullMarked;
