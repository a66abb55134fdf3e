/** Urban and rural schools paired: what is needed and offered, who fits whom, what was agreed. */
@NullMarked
package org.keqiao.pairing;

import org.jspecify.annotations.NullMarked;
