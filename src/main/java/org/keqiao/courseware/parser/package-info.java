/**
 * The program that opens strangers' files. Nothing of this package runs in the server: it is
 * started as a process of its own for each file, and may use libraries that nobody else may.
 */
@NullMarked
package org.keqiao.courseware.parser;

import org.jspecify.annotations.NullMarked;
