/** Sign-in with the account of a province's own single sign-on: OpenID Connect. */
@NullMarked
package org.keqiao.identity.oidc;

import org.jspecify.annotations.NullMarked;
