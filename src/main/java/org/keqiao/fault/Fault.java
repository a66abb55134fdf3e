package org.keqiao.fault;

import java.time.Duration;
import java.util.List;

/**
 * Everything that a feature can answer instead of a result. The words are of the domain; which
 * status code HTTP gives them is decided in one place of {@code http}.
 */
public sealed interface Fault {

  /** Stable code, the same in every language: a key of the message bundle. */
  String code();

  /** Values the message speaks of, in the order of its placeholders. */
  default List<Object> arguments() {
    return List.of();
  }

  /** The request cannot be read at all. */
  record Malformed(String code, List<Object> arguments) implements Fault {}

  /** Nobody is signed in, or the token is no good. */
  record Unauthenticated(String code) implements Fault {}

  /** The caller is known and may not do this. */
  record Forbidden(String code) implements Fault {}

  /** There is no such thing, or the caller may not know of it. */
  record NotFound(String code, List<Object> arguments) implements Fault {}

  /** The thing was here and is no more, and the caller may know it. */
  record Gone(String code, List<Object> arguments) implements Fault {}

  /** The thing exists, but not this way of treating it. */
  record WrongMethod() implements Fault {
    @Override
    public String code() {
      return "wrong-method";
    }
  }

  /** This address speaks over a WebSocket only. */
  record UpgradeNeeded() implements Fault {
    @Override
    public String code() {
      return "upgrade-needed";
    }
  }

  /** A defect of ours; what it was stands in the log under the reference. */
  record Unexpected(String reference) implements Fault {
    @Override
    public String code() {
      return "unexpected";
    }

    @Override
    public List<Object> arguments() {
      return List.of(reference);
    }
  }

  /** The state of the thing does not allow this now. */
  record Conflict(String code, List<Object> arguments, List<Violation> violations)
      implements Fault {}

  /** The caller's version is not the current one. */
  record Stale(long currentVersion) implements Fault {
    @Override
    public String code() {
      return "stale-version";
    }

    @Override
    public List<Object> arguments() {
      return List.of(currentVersion);
    }
  }

  /** A change of a record that does not say which version it changes. */
  record VersionMissing() implements Fault {
    @Override
    public String code() {
      return "version-missing";
    }
  }

  /** The caller speaks a version of the upload protocol that we do not; {@code spoken} we do. */
  record WrongProtocol(String spoken) implements Fault {
    @Override
    public String code() {
      return "upload-protocol";
    }

    @Override
    public List<Object> arguments() {
      return List.of(spoken);
    }
  }

  /** The bytes that came are not those that the caller's checksum speaks of. */
  record ChecksumMismatch() implements Fault {
    @Override
    public String code() {
      return "upload-checksum";
    }
  }

  /** More bytes than allowed. */
  record TooLarge(String code, long limitBytes) implements Fault {
    @Override
    public List<Object> arguments() {
      return List.of(limitBytes);
    }
  }

  /** More headers, or more bytes of them, than anybody needs. */
  record HeadersTooLarge(String code, int limit) implements Fault {
    @Override
    public List<Object> arguments() {
      return List.of(limit);
    }
  }

  /** A content type that this operation does not read. */
  record UnsupportedType(List<Object> arguments) implements Fault {
    @Override
    public String code() {
      return "unsupported-type";
    }
  }

  /** No byte of the asked range exists. */
  record RangeBeyondEnd(long length) implements Fault {
    @Override
    public String code() {
      return "range-beyond-end";
    }

    @Override
    public List<Object> arguments() {
      return List.of(length);
    }
  }

  /** Well-formed, but not acceptable. */
  record Invalid(String code, List<Object> arguments, List<Violation> violations)
      implements Fault {}

  /** Too many calls in too short a time. */
  record TooMany(String code, Duration retryAfter) implements Fault {}

  /** A store or worker is away; the same call may succeed later. */
  record Unavailable(String code, Duration retryAfter) implements Fault {}
}
