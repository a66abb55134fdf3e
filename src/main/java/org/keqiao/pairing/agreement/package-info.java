/** What an urban and a rural school agreed on: proposed, signed by both, amended, ended. */
@NullMarked
package org.keqiao.pairing.agreement;

import org.jspecify.annotations.NullMarked;
