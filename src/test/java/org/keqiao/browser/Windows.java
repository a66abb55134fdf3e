package org.keqiao.browser;

/**
 * Two windows of two Chromiums that know nothing of each other.
 *
 * @param lead where a teacher leads
 * @param room where a class follows
 */
record Windows(Browser lead, Browser room) {}
