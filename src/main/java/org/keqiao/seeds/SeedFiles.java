package org.keqiao.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/** Reads the files of a seeds folder. */
final class SeedFiles {

  private final Path folder;

  SeedFiles(Path folder) {
    this.folder = folder;
  }

  /** A record to begin with. */
  record Seed(Id id, ObjectNode value) {

    <T> T as(Class<T> type) {
      try {
        return Json.STORED.treeToValue(value, type);
      } catch (IOException unreadable) {
        throw new IllegalStateException("the seed " + id + " is broken", unreadable);
      }
    }
  }

  /** All seeds of a file, or of the files of a folder, in the order of their names. */
  List<Seed> read(String name) throws IOException {
    Path path = folder.resolve(name);
    List<Seed> seeds = new ArrayList<>();
    for (Path file : files(path)) {
      JsonNode content = Json.STORED.readTree(Files.readAllBytes(file));
      for (JsonNode seed : content.isArray() ? content : List.of(content)) {
        seeds.add(new Seed(new Id(seed.path("id").asText()), (ObjectNode) seed.get("value")));
      }
    }
    return seeds;
  }

  /** A file that holds a list of something else than records. */
  JsonNode list(String name) throws IOException {
    return Json.STORED.readTree(Files.readAllBytes(folder.resolve(name)));
  }

  /** The folders within a folder. */
  List<Path> folders(String name) throws IOException {
    Path path = folder.resolve(name);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** A name for the content of all JSON files together. */
  Id fingerprint() throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      MessageDigest digest = DigestUtils.getSha256Digest();
      for (Path file :
          entries.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
      return new Id(HexFormat.of().formatHex(digest.digest(), 0, 16));
    }
  }
}
