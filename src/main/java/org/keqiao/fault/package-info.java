/** What can go wrong, in words of the domain; every feature answers with these and nothing else. */
@NullMarked
package org.keqiao.fault;

import org.jspecify.annotations.NullMarked;
