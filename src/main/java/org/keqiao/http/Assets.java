package org.keqiao.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.MimeMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.webjars.WebJarVersionLocator;

/** The pages and the libraries that they load, all from the class path. */
public final class Assets {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CACHE = "Cache-Control";
  private static final String KEEP_BUT_ASK = "no-cache";
  private static final String KEEP_FOR_GOOD = "public, max-age=31536000, immutable";
  private static final List<String> LIBRARIES = List.of("hls.js", "swagger-ui");

  private final WebJarVersionLocator webjars = new WebJarVersionLocator();
  private final WebVersion version =
      WebVersion.of(LIBRARIES.stream().map(each -> String.valueOf(webjars.version(each))).toList());
  private final ConcurrentHashMap<String, Optional<Reply>> loaded = new ConcurrentHashMap<>();

  /** Pages stand outside of the contract: they are for people. */
  public List<Route> routes() {
    return List.of(
        page("/", "web/index.html"),
        page("/curator", "web/curator.html"),
        page("/school", "web/school.html"),
        page("/classroom", "web/classroom.html"),
        page("/docs", "web/docs.html"),
        folder("/web/*", call -> kept(call, path -> asset("web/" + path))),
        folder("/webjars/*", call -> kept(call, this::library)),
        Route.root(
            "contract",
            HttpMethod.GET,
            "/openapi.yaml",
            Permission.PUBLIC,
            call -> asset("openapi.yaml")));
  }

  private Route page(String path, String resource) {
    return folder(path, call -> asset(resource));
  }

  private static Route folder(String path, Action action) {
    return Route.root("asset", HttpMethod.GET, path, Permission.PUBLIC, action);
  }

  /** Where the address names the version of a file, nobody needs to ask for it again. */
  private Reply kept(Call call, Function<String, Reply> file) {
    String path = call.path("*");
    Reply reply = file.apply(WebVersion.without(path));
    return version.leads(path) ? reply.header(CACHE, KEEP_FOR_GOOD) : reply;
  }

  private Reply library(String file) {
    String[] path = file.split("/", 2);
    String resource = path.length < 2 ? null : webjars.fullPath(path[0], path[1]);
    return asset(resource == null ? "" : resource);
  }

  private Reply asset(String resource) {
    if (resource.contains("..") || resource.endsWith("/") || resource.isEmpty()) {
      throw FaultException.notFound("page", resource);
    }
    return loaded
        .computeIfAbsent(resource, this::load)
        .orElseThrow(
            () -> {
              loaded.remove(resource);
              return FaultException.notFound("page", resource);
            });
  }

  private Optional<Reply> load(String resource) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] file = in.readAllBytes();
      byte[] bytes = resource.endsWith(".html") ? page(file) : file;
      String hash = DigestUtils.sha256Hex(bytes).substring(0, 24);
      return Optional.of(
          Reply.whole(200, type(resource), Buffer.buffer(bytes))
              .header("ETag", "\"" + hash + "\"")
              .header(CACHE, KEEP_BUT_ASK));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private byte[] page(byte[] html) {
    return version.in(new String(html, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private static String type(String resource) {
    if (resource.endsWith(".html")) {
      return HTML;
    }
    if (resource.endsWith(".yaml")) {
      return "application/yaml";
    }
    return Optional.ofNullable(MimeMapping.mimeTypeForFilename(resource))
        .map(type -> type.startsWith("text/") ? type + "; charset=utf-8" : type)
        .orElse("application/octet-stream");
  }
}
