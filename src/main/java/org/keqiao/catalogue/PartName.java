package org.keqiao.catalogue;

import java.util.Arrays;
import java.util.List;
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

  /** What people call it. */
  List<String> names() {
    return switch (this) {
      case VIDEO -> List.of("微课视频");
      case PLAN -> List.of("教学设计", "教案", "备课");
      case TASKS -> List.of("学习任务单", "任务单", "导学案");
      case SLIDES -> List.of("课件", "ppt", "幻灯片");
      case EXERCISES -> List.of("作业练习", "作业", "习题");
    };
  }

  /** The part with this name. */
  public static Optional<PartName> of(String label) {
    return Arrays.stream(values()).filter(part -> part.label().equals(label)).findFirst();
  }
}
