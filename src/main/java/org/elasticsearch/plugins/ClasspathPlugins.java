package org.elasticsearch.plugins;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.PluginDescriptor.DeploymentTarget;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Offers plugins that stand on the class path, where the official node only loads them from a
 * folder of its distribution. Lives in this package because {@code LoadedPlugin} is private to it.
 */
@NullMarked
public final class ClasspathPlugins extends PluginsService {

  /** Null while the super constructor already asks for the plugins. */
  private final @Nullable List<LoadedPlugin> loaded;

  /**
   * @param environment the node's environment
   * @param plugins instances to offer, in the order in which their extensions apply
   */
  public ClasspathPlugins(Environment environment, List<Plugin> plugins) {
    super(
        environment.settings(),
        environment.configDir(),
        PluginsLoader.createPluginsLoader(Set.of(), Set.of(), Map.of(), false));
    this.loaded = plugins.stream().map(ClasspathPlugins::load).toList();
  }

  @Override
  protected List<LoadedPlugin> plugins() {
    return loaded == null ? List.of() : loaded;
  }

  private static LoadedPlugin load(Plugin plugin) {
    Class<?> type = plugin.getClass();
    return new LoadedPlugin(
        new PluginDescriptor(
            type.getName(),
            "on the class path",
            "1",
            org.elasticsearch.Version.CURRENT.toString(),
            Integer.toString(Runtime.version().feature()),
            type.getName(),
            null,
            List.of(),
            false,
            false,
            false,
            false,
            DeploymentTarget.ALL),
        plugin,
        type.getClassLoader());
  }
}
