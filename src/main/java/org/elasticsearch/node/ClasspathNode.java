package org.elasticsearch.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.network.NetworkAddress;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.plugins.ClasspathPlugins;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;
import org.jspecify.annotations.NullMarked;

/**
 * An Elasticsearch node made from the class path of this program instead of an unpacked
 * distribution. Lives in this package because a node's construction is private to it.
 */
@NullMarked
public final class ClasspathNode extends Node {

  /**
   * Builds the node; {@link #start()} starts it.
   *
   * @param environment paths and settings
   * @param plugins plugins to run with
   */
  public ClasspathNode(Environment environment, List<Plugin> plugins) {
    super(
        NodeConstruction.prepareConstruction(
            environment,
            PluginsLoader.createPluginsLoader(Set.of(), Set.of(), Map.of(), false),
            new NodeServiceProvider() {
              @Override
              PluginsService newPluginService(Environment env, PluginsLoader loader) {
                return new ClasspathPlugins(env, plugins);
              }
            },
            true));
  }

  /** Host and port on which the started node answers HTTP. */
  public String httpAddress() {
    return NetworkAddress.format(
        injector()
            .getInstance(HttpServerTransport.class)
            .boundAddress()
            .publishAddress()
            .address());
  }
}
