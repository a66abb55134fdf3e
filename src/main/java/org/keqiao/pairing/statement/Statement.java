package org.keqiao.pairing.statement;

/** What a school states of itself. */
public interface Statement {

  /** Id of the school. */
  String school();
}
