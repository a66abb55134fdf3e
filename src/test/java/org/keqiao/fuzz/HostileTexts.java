package org.keqiao.fuzz;

import java.util.List;

/** Texts that have broken programs before: each stands for a way in which text is misread. */
final class HostileTexts {

  /** What a page would run if it believed it. */
  static final String SCRIPT = "<script>alert('kq')</script>";

  /** A header that an address or a text tries to add. */
  static final String INJECTED = "X-Injected";

  static final List<String> ALL =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\r\n" + INJECTED + ": 1",
          "\t\u0007\u001B[31m",
          "\uD800",
          "\uDC00x",
          "\u202E反\u200B\u200D\uFEFF",
          "e\u0301".repeat(40),
          "\uFFFF\uFFFE",
          "😀🇨🇳",
          SCRIPT,
          "\"><img src=x onerror=alert(1)>",
          "' OR 1=1 --",
          "\"; DROP TABLE accounts; --",
          "title:* AND _exists_:id~2^99999 /.*.*.*/",
          "{\"query\":{\"match_all\":{}}}",
          "../../../../etc/passwd",
          "..%2f..%5c..\\windows",
          "/",
          ".",
          "-",
          "*",
          "{0} {1,number} '{'",
          "%s%n%d",
          "${jndi:ldap://127.0.0.1/x}",
          "#{7*7}{{7*7}}",
          "=cmd|' /C calc'!A0",
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e999",
          "NaN",
          "9223372036854775808",
          "99999999999999999999999999",
          "0x10",
          "٣",
          "2026-02-30T25:61:61Z",
          "+999999999-12-31T23:59:59Z",
          "http://127.0.0.1:1/",
          "x".repeat(300),
          "长".repeat(5_000));

  private HostileTexts() {}
}
