/** Who calls and what she may: accounts, roles, sign-in, tokens. */
@NullMarked
package org.keqiao.identity;

import org.jspecify.annotations.NullMarked;
