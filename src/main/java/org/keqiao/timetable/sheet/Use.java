package org.keqiao.timetable.sheet;

/**
 * That somebody or something is needed.
 *
 * @param owner whose sheet says so: the school, or the person herself, who may change schools
 * @param id of the account, room or class; of the school for its line
 */
public record Use(String owner, Resource of, String id) {

  /** A person. */
  public static Use person(String account) {
    return new Use(account, Resource.TEACHER, account);
  }

  /** A room of a school. */
  public static Use room(String school, String room) {
    return new Use(school, Resource.ROOM, room);
  }

  /** A class of a school. */
  public static Use schoolClass(String school, String id) {
    return new Use(school, Resource.CLASS, id);
  }

  /** One room's part of the line of a school. */
  public static Use line(String school) {
    return new Use(school, Resource.LINE, school);
  }
}
