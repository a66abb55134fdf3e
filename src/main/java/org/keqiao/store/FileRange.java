package org.keqiao.store;

import java.nio.file.Path;

/**
 * A piece of a local file.
 *
 * @param offset of its first byte
 * @param length in bytes
 */
public record FileRange(Path file, long offset, long length) {}
