package org.keqiao.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/** One request, as an action reads it. */
public final class Call {

  private static final Pattern VERSION_TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
  private static final String JSON = "application/json";
  private static final String BODY = "keqiao.body";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_ITEMS = 100;
  private static final int USUAL_ITEMS = 20;

  private final RoutingContext context;
  private final Context loop;
  private final Optional<Caller> caller;

  Call(RoutingContext context, Context loop, Optional<Caller> caller) {
    this.context = context;
    this.loop = loop;
    this.caller = caller;
  }

  /** Keeps a body from coming until it is asked for. */
  static void holdBody(RoutingContext context, Context loop) {
    context.put(BODY, BodyStream.hold(loop, context.request()));
  }

  /** Who calls; only routes that demand an account have a caller. */
  public Caller caller() {
    return caller.orElseThrow(() -> FaultException.unauthenticated("sign-in-needed"));
  }

  /** A parameter of the path. */
  public String path(String name) {
    return Optional.ofNullable(context.pathParam(name)).orElse("");
  }

  /**
   * The id in the path.
   *
   * @param what the kind of thing, for the fault
   * @throws FaultException not found, when it has not the form of an id
   */
  public Id id(String what) {
    return Id.of(what, path("id"));
  }

  private MultiMap parameters() {
    try {
      return context.queryParams();
    } catch (HttpException undecodable) {
      throw FaultException.malformed("malformed-address");
    }
  }

  /** Refuses a query parameter that the operation does not know. */
  public void allowQuery(String... names) {
    Set<String> known = Set.of(names);
    List<Violation> unknown =
        parameters().names().stream()
            .filter(name -> !known.contains(name))
            .map(name -> Violation.of(name, "unknown-parameter", name))
            .toList();
    if (!unknown.isEmpty()) {
      throw FaultException.invalid(unknown);
    }
  }

  /** A query parameter; a blank one counts as absent. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(parameters().get(name)).filter(text -> !text.isBlank());
  }

  /**
   * A query parameter that has one of a few values.
   *
   * @throws FaultException invalid, when it has another
   */
  public Optional<String> oneOf(String name, String... allowed) {
    Optional<String> value = query(name);
    if (value.isPresent() && !List.of(allowed).contains(value.get())) {
      throw FaultException.invalid(List.of(Violation.of(name, "unknown-term", value.get())));
    }
    return value;
  }

  /** The filters of a list: those of {@code names} that the caller sent. */
  public Map<String, String> filters(String... names) {
    allowQuery(
        Stream.concat(Stream.of(names), Stream.of("limit", "cursor")).toArray(String[]::new));
    Map<String, String> filters = new TreeMap<>();
    for (String name : names) {
      query(name).ifPresent(value -> filters.put(name, value));
    }
    return filters;
  }

  /**
   * The filters of a list of what lies in places: {@code region} names one, and finds what lies in
   * it or below it.
   */
  public Map<String, String> placed(String region, String... others) {
    Map<String, String> filters =
        filters(Stream.concat(Stream.of(region), Stream.of(others)).toArray(String[]::new));
    Optional.ofNullable(filters.remove(region)).ifPresent(node -> filters.put("places", node));
    return filters;
  }

  /** All values of a repeatable query parameter. */
  public List<String> queries(String name) {
    return parameters().getAll(name).stream().filter(text -> !text.isBlank()).toList();
  }

  /** The {@code limit} of a list, 1 to 100. */
  public int limit() {
    String text = query("limit").orElse(Integer.toString(USUAL_ITEMS));
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST_ITEMS) {
        return limit;
      }
    } catch (NumberFormatException notNumber) {
      // answered below with every other bad limit
    }
    throw FaultException.invalid(List.of(Violation.of("limit", "number-range", 1, MOST_ITEMS)));
  }

  /** This request's address with one query parameter set to another value. */
  String with(String name, String value) {
    QueryStringEncoder address = new QueryStringEncoder(context.request().path());
    context
        .queryParams()
        .forEach(
            (other, text) -> {
              if (!other.equals(name)) {
                address.addParam(other, text);
              }
            });
    address.addParam(name, value);
    return address.toString();
  }

  /** A header of the request. */
  public Optional<String> header(CharSequence name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  /** A cookie of the request. */
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
  }

  /** Whether the caller speaks TLS, with this server or with a proxy that is trusted. */
  public boolean secure() {
    return Entrance.isSecure(context);
  }

  /** Whether the connection comes from this machine, whoever may be behind it. */
  boolean fromThisMachine() {
    return new InetSocketAddress(context.request().remoteAddress().hostAddress(), 0)
        .getAddress()
        .isLoopbackAddress();
  }

  /** Whether the method is HEAD. */
  public boolean head() {
    return context.request().method().name().equals("HEAD");
  }

  /** Whether the client wants to pay for few bytes. */
  public boolean savesData() {
    return header("Save-Data").filter("on"::equalsIgnoreCase).isPresent();
  }

  /** The languages that problems may be written in: Chinese unless English is preferred. */
  Locale language() {
    return header(HttpHeaders.ACCEPT_LANGUAGE)
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("en"))
        .map(text -> Locale.ENGLISH)
        .orElse(Locale.SIMPLIFIED_CHINESE);
  }

  /** A sentence of the message bundle in the caller's language. */
  public String sentence(String code, Object... arguments) {
    return ProblemMessages.sentence(language(), code, List.of(arguments));
  }

  /**
   * The version that the caller means to change.
   *
   * @throws FaultException when {@code If-Match} is missing
   */
  public long expectedVersion() {
    String tag =
        header(HttpHeaders.IF_MATCH)
            .orElseThrow(() -> FaultException.of(new Fault.VersionMissing()));
    Matcher matcher = VERSION_TAG.matcher(tag.strip());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** Length of the body as the caller declares it. */
  public OptionalLong declaredLength() {
    try {
      return header(HttpHeaders.CONTENT_LENGTH).stream().mapToLong(Long::parseLong).findFirst();
    } catch (NumberFormatException unreadable) {
      return OptionalLong.empty();
    }
  }

  /**
   * The JSON body as a record; unknown fields and wrong types are refused.
   *
   * @throws FaultException malformed, unsupported type or invalid
   */
  public <T> T body(Class<T> type) {
    return parse(json(), type);
  }

  /** The same of an operation that can do without; nothing when there is no body. */
  public <T> Optional<T> bodyIfAny(Class<T> type) {
    Buffer body = context.body().buffer();
    return body == null || body.length() == 0 ? Optional.empty() : Optional.of(body(type));
  }

  /** The JSON body as a merge patch. */
  public ObjectNode patch() {
    return parse(json(), ObjectNode.class);
  }

  private byte[] json() {
    String media = mediaType(JSON);
    return media.endsWith("+json") ? content() : bytes(JSON);
  }

  /**
   * The body as it came.
   *
   * @param type the content type that it must have, when it names one
   * @throws FaultException malformed or unsupported type
   */
  public byte[] bytes(String type) {
    requireType(type);
    return content();
  }

  /**
   * Refuses a body of another type.
   *
   * @throws FaultException unsupported type
   */
  public void requireType(String type) {
    String media = mediaType(type);
    if (!media.equals(type)) {
      throw FaultException.of(new Fault.UnsupportedType(List.of(media, type)));
    }
  }

  private String mediaType(String usual) {
    String type = header(HttpHeaders.CONTENT_TYPE).orElse(usual);
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private byte[] content() {
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      throw FaultException.malformed("body-missing");
    }
    return body.getBytes();
  }

  /**
   * Reads JSON that a caller sent.
   *
   * @throws FaultException malformed or invalid, with the place of every fault
   */
  public static <T> T parse(byte[] json, Class<T> type) {
    try {
      T value = Json.STRICT.treeToValue(tree(json), type);
      if (value == null) {
        throw FaultException.malformed("body-missing");
      }
      return value;
    } catch (UnrecognizedPropertyException unknown) {
      throw FaultException.invalid(
          List.of(Violation.of(pointer(unknown), "unknown-field", unknown.getPropertyName())));
    } catch (JsonProcessingException mismatch) {
      String place = mismatch instanceof JsonMappingException field ? pointer(field) : "/";
      throw FaultException.invalid(List.of(Violation.of(place, "wrong-type")));
    }
  }

  /**
   * All of the text is read before any of it is judged: what is no JSON is never half understood.
   */
  private static JsonNode tree(byte[] json) {
    try {
      return Json.STRICT.readTree(json);
    } catch (JsonProcessingException unreadable) {
      int line = unreadable.getLocation() == null ? 1 : unreadable.getLocation().getLineNr();
      throw FaultException.malformed("malformed-json", line);
    } catch (IOException impossible) {
      throw FaultException.malformed("malformed-json", 1);
    }
  }

  private static String pointer(JsonMappingException mismatch) {
    return mismatch.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? Integer.toString(step.getIndex())
                    : step.getFieldName())
        .collect(Collectors.joining("/", "/", ""));
  }

  /**
   * The body as it comes; only of routes that take it as a stream. It is asked for once, and read
   * from then on.
   */
  public BodyStream stream() {
    if (header(HttpHeaders.EXPECT).filter("100-continue"::equalsIgnoreCase).isPresent()) {
      loop.runOnContext(go -> context.response().writeContinue());
    }
    return Optional.ofNullable(context.<BodyStream>get(BODY)).orElseThrow().open();
  }

  /**
   * The whole body of a route that takes it as a stream.
   *
   * @param most bytes that it may have
   * @throws FaultException malformed, or too large
   */
  public byte[] wholeStream(long most) {
    BodyStream body = stream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Optional<byte[]> next = body.next(PATIENCE);
        next.isPresent();
        next = body.next(PATIENCE)) {
      all.writeBytes(next.get());
      if (all.size() > most) {
        throw FaultException.of(new Fault.TooLarge("body-too-large", most));
      }
    }
    if (all.size() == 0) {
      throw FaultException.malformed("body-missing");
    }
    return all.toByteArray();
  }

  /** Puts a header on whatever will be answered, a problem too. */
  public void answerWith(String name, String value) {
    context.response().putHeader(name, value);
  }
}
