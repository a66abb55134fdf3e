package org.keqiao.shards;

import java.time.Duration;
import java.util.List;
import org.keqiao.catalogue.Catalogue;
import org.keqiao.http.Route;
import org.keqiao.ingest.MediaService;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Bucket;

/** The parts of this package, put together. */
public final class Shards implements AutoCloseable {

  private final ShardKeeper keeper;
  private final ShardService service;

  private Shards(ShardKeeper keeper, ShardService service) {
    this.keeper = keeper;
    this.service = service;
  }

  /** Puts the parts together; changes are heard from now on. */
  public static Shards over(
      Bucket bucket, Catalogue catalogue, MediaService media, SchoolService schools) {
    ShardStore store = new ShardStore(bucket);
    Library library =
        new Library(
            catalogue.lessons(),
            catalogue.textbooks(),
            catalogue.taxonomies(),
            catalogue.collections().collections(),
            catalogue.uses(),
            media::find,
            schools::name);
    ShardBuilder builder = new ShardBuilder(store, library);
    return new Shards(
        new ShardKeeper(builder, library, new OldShards(store)), new ShardService(store));
  }

  /**
   * Keeps the shards current from now on.
   *
   * @param rebuildEvery how often all of them are built again
   */
  public void start(Duration rebuildEvery) {
    keeper.start(rebuildEvery);
  }

  /** The catalogue over HTTP. */
  public List<Route> routes() {
    return new ShardRoutes(service).routes();
  }

  @Override
  public void close() {
    keeper.close();
  }
}
