package org.keqiao.ingest.upload;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.store.Entry;

/**
 * What can be said of a file before its first byte comes.
 *
 * @param outcome whether its bytes are wanted
 * @param upload finished already, when they are not
 */
record Preflight(Outcome outcome, Optional<Entry<Upload>> upload) {

  /** Names that no part of a lesson has, however it is made: programs, disks, fonts, databases. */
  private static final Set<String> OF_NO_USE =
      Set.of(
          "apk", "app", "bat", "cab", "cmd", "com", "deb", "dll", "dmg", "exe", "img", "ini", "ipa",
          "iso", "jar", "lnk", "mdb", "msi", "otf", "pkg", "ps1", "reg", "rpm", "scr", "sh",
          "sqlite", "sys", "torrent", "ttf", "vbs", "vhd", "vmdk", "woff", "woff2");

  /** Whether bytes are wanted. */
  enum Outcome {
    /** Send them. */
    SEND,
    /** They are here already, and the caller has brought them herself. */
    STORED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a caller knows of a file.
   *
   * @param file as it would be announced
   * @param sha256 its hash, if she has computed it
   */
  record Question(Announced file, Optional<String> sha256) {

    /**
     * @throws FaultException invalid, or unsuitable {@code upload-type-unusable}
     */
    void refuseUnfit() {
      file.refuseUnfit();
      sha256
          .filter(hash -> !hash.matches("[0-9a-f]{64}"))
          .ifPresent(hash -> new Violations().add("/sha256", "sha256-form").refuse());
      String name = file.name();
      String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (name.contains(".") && OF_NO_USE.contains(extension)) {
        throw FaultException.invalid("upload-type-unusable", extension);
      }
    }
  }

  static Preflight send() {
    return new Preflight(Outcome.SEND, Optional.empty());
  }

  static Preflight stored(Entry<Upload> upload) {
    return new Preflight(Outcome.STORED, Optional.of(upload));
  }
}
