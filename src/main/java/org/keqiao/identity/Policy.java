package org.keqiao.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.http.Permission;
import org.keqiao.http.Reach;

/** Which role may do what, and how far: the table of {@code policy.txt}, and nothing else. */
public final class Policy {

  private static final String FILE = "/policy.txt";
  private static final Map<Role, Map<Permission, Extent>> TABLE = read();

  private Policy() {}

  /** How far a role takes a permission. */
  public static Extent extent(Role role, Permission permission) {
    return column(role).getOrDefault(permission, Extent.NEVER);
  }

  /** How far each permission goes that several roles give together. */
  public static Map<Permission, Reach> of(Collection<RoleGrant> roles, Optional<String> school) {
    Map<Permission, Reach> all = new EnumMap<>(Permission.class);
    for (RoleGrant grant : roles) {
      column(grant.role())
          .forEach(
              (permission, extent) ->
                  all.merge(permission, extent.reach(grant.scope(), school), Reach::and));
    }
    return all;
  }

  private static Map<Permission, Extent> column(Role role) {
    return TABLE.getOrDefault(role, Map.of());
  }

  private static Map<Role, Map<Permission, Extent>> read() {
    List<List<String>> rows =
        text()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> List.of(line.strip().split("\\s+")))
            .toList();
    List<Role> roles =
        rows.getFirst().stream().skip(1).map(name -> Role.of(name).orElseThrow()).toList();
    Map<Role, Map<Permission, Extent>> table = new EnumMap<>(Role.class);
    roles.forEach(role -> table.put(role, new EnumMap<>(Permission.class)));
    rows.stream().skip(1).forEach(row -> enter(row, roles, table));
    requireWhole(table);
    return table;
  }

  private static void enter(
      List<String> row, List<Role> roles, Map<Role, Map<Permission, Extent>> table) {
    if (row.size() != roles.size() + 1) {
      throw new IllegalStateException("%s: a row of %s is not whole".formatted(FILE, row));
    }
    Permission permission = Permission.valueOf(row.getFirst());
    for (int i = 0; i < roles.size(); i++) {
      Extent extent = Extent.of(row.get(i + 1));
      if (extent != Extent.NEVER) {
        table.getOrDefault(roles.get(i), Map.of()).put(permission, extent);
      }
    }
  }

  private static void requireWhole(Map<Role, Map<Permission, Extent>> table) {
    if (!table.keySet().containsAll(List.of(Role.values()))) {
      throw new IllegalStateException("%s: a role has no column".formatted(FILE));
    }
    Stream.of(Permission.values())
        .filter(Permission::isGranted)
        .filter(permission -> !table.getOrDefault(Role.ADMIN, Map.of()).containsKey(permission))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new IllegalStateException("%s: %s has no row".formatted(FILE, missing));
            });
  }

  private static String text() {
    try (InputStream in = Policy.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
