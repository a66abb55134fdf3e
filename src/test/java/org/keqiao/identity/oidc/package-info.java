/** Sign-in with a single sign-on, part by part. */
@NullMarked
package org.keqiao.identity.oidc;

import org.jspecify.annotations.NullMarked;
