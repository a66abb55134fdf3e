package org.keqiao.catalogue;

import java.util.Optional;

/**
 * One file of a lesson.
 *
 * @param sha256 its content, hex
 * @param name file name as it was uploaded
 * @param bytes its size
 * @param type media type by content
 * @param job id of the job that makes it streamable
 */
public record Part(String sha256, String name, long bytes, String type, Optional<String> job) {}
