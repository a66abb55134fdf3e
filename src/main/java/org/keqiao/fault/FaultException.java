package org.keqiao.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Fault} up to whoever answers the caller. */
public final class FaultException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final transient Fault fault;

  private FaultException(Fault fault, @Nullable Throwable cause) {
    super(fault.code() + " " + fault.arguments(), cause);
    this.fault = fault;
  }

  /** Carries {@code fault}. */
  public static FaultException of(Fault fault) {
    return new FaultException(fault, null);
  }

  /** The request cannot be read. */
  public static FaultException malformed(String code, Object... arguments) {
    return of(new Fault.Malformed(code, List.of(arguments)));
  }

  /** Nobody is signed in. */
  public static FaultException unauthenticated(String code) {
    return of(new Fault.Unauthenticated(code));
  }

  /** The caller may not do this. */
  public static FaultException forbidden() {
    return of(new Fault.Forbidden("forbidden"));
  }

  /** There is no {@code what} with this id; the code is {@code <what>-not-found}. */
  public static FaultException notFound(String what, String id) {
    return of(new Fault.NotFound(what + "-not-found", List.of(id)));
  }

  /** The state does not allow this. */
  public static FaultException conflict(String code, Object... arguments) {
    return of(new Fault.Conflict(code, List.of(arguments), List.of(), Map.of()));
  }

  /** The state does not allow this, for these reasons. */
  public static FaultException conflict(String code, List<Violation> reasons) {
    return of(new Fault.Conflict(code, List.of(), reasons, Map.of()));
  }

  /** The state does not allow this; a program may read why. */
  public static FaultException conflict(String code, Map<String, Object> members) {
    return of(new Fault.Conflict(code, List.of(), List.of(), members));
  }

  /** Well-formed, but not acceptable. */
  public static FaultException invalid(String code, Object... arguments) {
    return of(new Fault.Invalid(code, List.of(arguments), List.of()));
  }

  /** Well-formed, but not acceptable for these reasons. */
  public static FaultException invalid(List<Violation> violations) {
    return of(new Fault.Invalid("invalid", List.of(), violations));
  }

  /** A store is away. */
  public static FaultException unavailable(String code, @Nullable Throwable cause) {
    return new FaultException(new Fault.Unavailable(code, SOON), cause);
  }

  /** What went wrong. */
  public Fault fault() {
    return fault;
  }
}
