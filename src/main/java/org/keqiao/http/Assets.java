package org.keqiao.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.MimeMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.webjars.WebJarVersionLocator;

/** The pages and the libraries that they load, all from the class path. */
public final class Assets {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String KEEP_BUT_ASK = "no-cache";

  private final WebJarVersionLocator webjars = new WebJarVersionLocator();
  private final ConcurrentHashMap<String, Optional<Reply>> loaded = new ConcurrentHashMap<>();

  /** Pages stand outside of the contract: they are for people. */
  public List<Route> routes() {
    return List.of(
        page("/", "web/index.html"),
        page("/curator", "web/curator.html"),
        page("/docs", "web/docs.html"),
        folder("/web/*", call -> asset("web/" + call.path("*"))),
        folder("/webjars/*", this::library),
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

  private Reply library(Call call) {
    String[] path = call.path("*").split("/", 2);
    String resource = path.length < 2 ? null : webjars.fullPath(path[0], path[1]);
    return asset(resource == null ? "" : resource);
  }

  private Reply asset(String resource) {
    if (resource.contains("..") || resource.endsWith("/") || resource.isEmpty()) {
      throw FaultException.notFound("page", resource);
    }
    return loaded
        .computeIfAbsent(resource, Assets::load)
        .orElseThrow(
            () -> {
              loaded.remove(resource);
              return FaultException.notFound("page", resource);
            });
  }

  private static Optional<Reply> load(String resource) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      String hash = DigestUtils.sha256Hex(bytes).substring(0, 24);
      return Optional.of(
          Reply.whole(200, type(resource), Buffer.buffer(bytes))
              .header("ETag", "\"" + hash + "\"")
              .header("Cache-Control", KEEP_BUT_ASK));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
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
