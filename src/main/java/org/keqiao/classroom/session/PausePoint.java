package org.keqiao.classroom.session;

/**
 * Where the film is to be stopped.
 *
 * @param position seconds of the film
 * @param note what to do there
 */
public record PausePoint(double position, String note) {}
