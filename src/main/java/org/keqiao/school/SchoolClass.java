package org.keqiao.school;

/**
 * A class 班级 of a school. Its pupils are counted and never named.
 *
 * @param school id of the school
 * @param grade grade id of the taxonomy, {@code g1} to {@code g12}
 * @param entryYear in which its pupils entered the stage
 * @param number that tells it from the others of its grade
 * @param pupils how many
 */
public record SchoolClass(String school, String grade, int entryYear, int number, int pupils) {}
