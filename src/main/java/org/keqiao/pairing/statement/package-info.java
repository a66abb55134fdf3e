/** What rural schools need and urban schools offer, as they state it themselves. */
@NullMarked
package org.keqiao.pairing.statement;

import org.jspecify.annotations.NullMarked;
