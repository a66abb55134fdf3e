package org.keqiao.pairing.statement;

import java.util.Optional;
import org.keqiao.fault.Violations;

/** What is said of a statement before anybody has checked it. */
interface StatementDraft<T extends Statement> {

  /** The name that it is to have; one is made when there is none. */
  Optional<String> id();

  /** Id of the school that states it. */
  Optional<String> school();

  /** Notes what is wrong with it; whether there is such a school is for others to say. */
  void check(KnownTerms terms, Violations violations);

  /** The statement that it describes; nothing may be wrong with it. */
  T value();
}
