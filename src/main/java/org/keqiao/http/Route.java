package org.keqiao.http;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.keqiao.http.limit.RouteClass;

/**
 * One operation of the contract.
 *
 * @param operation its operationId
 * @param method HTTP method
 * @param path with {@code :name} for a parameter and a final {@code *} for the rest of the path
 * @param permission what it demands of its caller
 * @param body how it takes what the caller sends
 * @param action what it does
 */
public record Route(
    String operation,
    HttpMethod method,
    String path,
    Permission permission,
    Body body,
    Action action) {

  /** Where sign-in begins. */
  private static final String AUTH = "/auth/";

  /** Where the operations of the API begin. */
  public static final String API = "/api/v1";

  private static final Set<String> OPERATIONS = Set.of("/health/live", "/health/ready", "/metrics");

  /** How a route takes a request's body. */
  public enum Body {
    /** Not at all, or as JSON in memory, up to the server's limit. */
    JSON,
    /** As a stream that the action pulls. */
    STREAM,
    /** None, but a WebSocket that the action opens. */
    CHANNEL
  }

  /**
   * Which limits hold for it; every route has a class, because what it is not is said by what it
   * is.
   */
  public RouteClass kind() {
    if (permission == Permission.MEDIA_TOKEN) {
      return RouteClass.MEDIA;
    }
    if (!path.startsWith(API)) {
      return OPERATIONS.contains(path) ? RouteClass.HEALTH : RouteClass.PAGE;
    }
    if (path.startsWith(AUTH, API.length())) {
      return RouteClass.LOGIN;
    }
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (!reads) {
      return RouteClass.WRITE;
    }
    return permission == Permission.SEARCH_LESSONS ? RouteClass.SEARCH : RouteClass.READ;
  }

  /** An operation of the API that reads and answers JSON. */
  public static Route api(
      String operation, HttpMethod method, String path, Permission permission, Action action) {
    return new Route(operation, method, API + path, permission, Body.JSON, action);
  }

  /** An operation of the API that pulls the request's body as a stream. */
  public static Route stream(
      String operation, HttpMethod method, String path, Permission permission, Action action) {
    return new Route(operation, method, API + path, permission, Body.STREAM, action);
  }

  /** An operation of the API that opens a WebSocket. */
  public static Route channel(String operation, String path, Permission permission, Action action) {
    return new Route(operation, HttpMethod.GET, API + path, permission, Body.CHANNEL, action);
  }

  /** An operation outside of the API's path. */
  public static Route root(
      String operation, HttpMethod method, String path, Permission permission, Action action) {
    return new Route(operation, method, path, permission, Body.JSON, action);
  }
}
