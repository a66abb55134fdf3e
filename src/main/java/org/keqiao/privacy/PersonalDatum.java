package org.keqiao.privacy;

import java.util.List;

/**
 * What one kind of record says about people.
 *
 * @param record the kind; {@code every} stands for what each version of every kind has beside its
 *     value
 * @param data members of the record that say it; none when it says nothing
 * @param of whom they speak of
 * @param purpose what it is needed for
 * @param until how long it stays
 */
public record PersonalDatum(
    String record, List<String> data, String of, String purpose, String until) {

  /** Keeps its list from changing. */
  public PersonalDatum {
    data = List.copyOf(data);
  }
}
