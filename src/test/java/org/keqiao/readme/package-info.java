/** What the README says can be pasted, can be pasted. */
@NullMarked
package org.keqiao.readme;

import org.jspecify.annotations.NullMarked;
