package org.keqiao.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the bundle of a lesson is made of. */
public enum PartName {
  /** 微课视频. */
  VIDEO,
  /** 教学设计. */
  PLAN,
  /** 学习任务单. */
  TASKS,
  /** 课件. */
  SLIDES,
  /** 作业练习. */
  EXERCISES;

  /** The name in API and record. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part with this name. */
  static Optional<PartName> of(String label) {
    return Arrays.stream(values()).filter(part -> part.label().equals(label)).findFirst();
  }
}
