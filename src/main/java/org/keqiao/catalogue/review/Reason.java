package org.keqiao.catalogue.review;

import org.keqiao.catalogue.Life;

/**
 * Why a lesson is returned, reported or withdrawn.
 *
 * @param code the same in every language
 * @param group {@code criterion} of the ministry, or {@code technical}
 * @param severity how bad it is in a lesson that is published
 * @param zh in Chinese
 * @param en in English
 */
public record Reason(String code, String group, Life.Severity severity, String zh, String en) {}
