/** Passwords: how they are hashed, how many at a time, and which are refused. */
@NullMarked
package org.keqiao.identity.password;

import org.jspecify.annotations.NullMarked;
