/** Who fits whom: as many rural schools as can be get a partner, at the least cost. */
@NullMarked
package org.keqiao.pairing.matching;

import org.jspecify.annotations.NullMarked;
