package org.keqiao.school;

import java.util.Arrays;
import java.util.Optional;

/**
 * The statistics bureau's code of town and country 城乡分类代码 (统计用区划代码和城乡划分代码编制规则): what begins with 1
 * is urban, what begins with 2 rural.
 */
enum AreaCode {
  /** 主城区. */
  CITY_CORE("111"),
  /** 城乡结合区. */
  CITY_EDGE("112"),
  /** 镇中心区. */
  TOWN_CORE("121"),
  /** 镇乡结合区. */
  TOWN_EDGE("122"),
  /** 特殊区域. */
  SPECIAL("123"),
  /** 乡中心区. */
  TOWNSHIP_CORE("210"),
  /** 村庄. */
  VILLAGE("220");

  private final String code;

  AreaCode(String code) {
    this.code = code;
  }

  static Optional<AreaCode> of(String code) {
    return Arrays.stream(values()).filter(area -> area.code.equals(code)).findFirst();
  }

  /** {@code urban} or {@code rural}. */
  String kind() {
    return code.startsWith("1") ? School.URBAN : School.RURAL;
  }
}
