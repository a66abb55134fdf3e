package org.keqiao.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fault.Violation;
import org.keqiao.fault.Violations;

/** What Ma Xiaolan of Liuwan's primary school may choose as her password. */
class PasswordRulesTest {

  private static final List<String> OWN =
      List.of("ma.xiaolan", "xiaolan", "马晓兰", "maxiaolan", "mxl", "马营镇刘湾小学", "liuwan", "keqiao");

  private static List<String> codes(int shortest, String password) {
    Violations violations = new Violations();
    new PasswordRules(shortest).check("/newPassword", password, OWN, violations);
    return violations.found().stream().map(Violation::code).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1234567,                password-too-short",
    "四个汉字,                  password-too-short",
    "12345678,               password-common",
    "1234567890,             password-common",
    "password1,              password-common",
    "PassW0rd,               password-common",
    "iloveyou,               password-common",
    "qwertyuiop,             password-common",
    "1qaz2wsx,               password-common",
    "woaini1314,             password-common",
    "Woaini520,              password-common",
    "5201314520,             password-common",
    "zhang123456,            password-common",
    "a123456789,             password-common",
    "laoshi123,              password-common",
    "88888888,               password-common",
    "aaaaaaaaaaaa,           password-common",
    "abcabcabcabc,           password-common",
    "19900101,               password-common",
    "１２３４５６７８,           password-common",
    "13893211234,            password-personal",
    "mxl13893211234,         password-personal",
    "wang19850312,           password-personal",
    "622425198503121234,     password-personal",
    "maxiaolan,              password-personal",
    "maxiaolan123,           password-personal",
    "maxiaolan1985,          password-personal",
    "马营镇刘湾小学,             password-too-short",
    "马营镇刘湾小学1,            password-personal",
    "liuwan2026,             password-personal",
    "keqiao123,              password-personal",
  })
  void password_thatIsTriedFirst_isRefused(String password, String code) {
    assertThat(codes(8, password)).containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "three old elms by the window",
        "窗外有三棵老槐树",
        "槐花开了，孩子们都来上学",
        "kfjwzpqhtm",
        "dq7 hw2 km9",
        "k3mn-7xqp-w2ab-h9fd",
        "😀🌋🦔🎻🪁🧭🛶🪻",
      })
  void password_ofAnyKindOfCharacters_isTaken(String password) {
    assertThat(codes(8, password)).isEmpty();
  }

  @Test
  void password_ofSixtyFourCharactersAndMore_isTaken() {
    assertThat(codes(8, "槐".repeat(1) + "three old elms by the window, and a well. ".repeat(2)))
        .isEmpty();
    assertThat(codes(64, "窗外有三棵老槐树，".repeat(7) + "一")).isEmpty();
  }

  @Test
  void password_thatNobodyTypes_isRefused() {
    assertThat(codes(8, "槐".repeat(257))).containsExactly("password-too-long");
    assertThat(codes(8, "x7 ".repeat(100_000))).containsExactly("password-too-long");
  }

  @Test
  void shortest_isWhatTheSettingsSay_countedInCharacters() {
    assertThat(codes(15, "dq7 hw2 km9 zz")).containsExactly("password-too-short");
    assertThat(codes(15, "dq7 hw2 km9 zzt")).isEmpty();
    assertThat(codes(9, "😀🌋🦔🎻🪁🧭🛶🪻")).containsExactly("password-too-short");
  }
}
