package org.keqiao.classroom.channel;

import org.keqiao.settings.SettingsReader;

/**
 * How much of everything a session may have.
 *
 * @param rooms schools that may follow one lead
 * @param messages that a seat may send in a second
 * @param messageBytes the longest message
 * @param strokes lines on a board
 * @param points of a line
 * @param texts questions of rooms to the teacher
 * @param textLength characters of a question or an answer
 */
public record Limits(
    int rooms, int messages, int messageBytes, int strokes, int points, int texts, int textLength) {

  private static final int MUCH = 100_000;

  /** Reads the {@code classroom.*} settings. */
  public static Limits from(SettingsReader reader) {
    return new Limits(
        reader.number("classroom.rooms", 60, 1, 500),
        reader.number("classroom.messagesPerSecond", 40, 1, 1000),
        (int) Math.min(64 << 10, reader.bytes("classroom.messageSize", 32 << 10)),
        reader.number("classroom.strokes", 1000, 1, MUCH),
        reader.number("classroom.strokePoints", 1000, 2, MUCH),
        reader.number("classroom.textQuestions", 300, 1, MUCH),
        reader.number("classroom.textLength", 500, 1, 10_000));
  }
}
