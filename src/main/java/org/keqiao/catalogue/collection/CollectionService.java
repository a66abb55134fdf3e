package org.keqiao.catalogue.collection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.collection.LessonCollection.State;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Collections: made, ordered, published, found. */
public final class CollectionService {

  /** Collections. */
  public static final RecordType<LessonCollection> TYPE =
      new RecordType<>("collection", LessonCollection.class);

  private final Records<LessonCollection> collections;
  private final LessonService lessons;

  CollectionService(Records<LessonCollection> collections, LessonService lessons) {
    this.collections = collections;
    this.lessons = lessons;
  }

  /** Makes a draft. */
  Entry<LessonCollection> create(Caller caller, CollectionDraft about) {
    about.check(id -> lesson(caller, id).isPresent());
    return collections.create(
        Id.fresh(), LessonCollection.draft(about, lessons.owner(caller)), caller.account());
  }

  /** A collection that the caller may see: a published one, or one of her own. */
  Entry<LessonCollection> read(Caller caller, Id id) {
    Entry<LessonCollection> collection = collections.read(id);
    if (collection.value().state() != State.PUBLISHED) {
      Place place = lessons.place(collection.value().owner());
      caller.require(Permission.EDIT_LESSON, place, TYPE.name(), id.value());
    }
    return collection;
  }

  /** The lessons of a collection that the caller may see, in its order. */
  List<Entry<Lesson>> lessons(Caller caller, LessonCollection collection) {
    return collection.about().lessonIds().stream()
        .flatMap(id -> lesson(caller, id).stream())
        .toList();
  }

  private Optional<Entry<Lesson>> lesson(Caller caller, String id) {
    return Id.isId(id) ? lessons.find(caller, new Id(id)) : Optional.empty();
  }

  /** Published collections, or all of the caller's own, in the order in which they were made. */
  Listing<LessonCollection> list(Caller caller, boolean mine, int limit, Optional<String> cursor) {
    Map<String, String> filter =
        mine ? Map.of("owner", caller.account()) : Map.of("state", State.PUBLISHED.label());
    return Listing.of(collections, filter, limit, cursor.map(Page::place));
  }

  /**
   * Changes what is said of a collection, by a merge patch (RFC 7396) of its draft. A lesson that
   * was in it before may stay, also when it can no longer be seen.
   */
  Entry<LessonCollection> describe(Caller caller, Id id, long version, ObjectNode patch) {
    return change(
        caller,
        id,
        version,
        collection -> {
          CollectionDraft about =
              MergePatch.apply(collection.about(), patch, CollectionDraft.class);
          List<String> before = collection.about().lessonIds();
          about.check(each -> before.contains(each) || lesson(caller, each).isPresent());
          return collection.describedBy(about);
        });
  }

  /** Deletes a draft. */
  void delete(Caller caller, Id id, long version) {
    if (requireOwn(caller, id).value().state() != State.DRAFT) {
      throw FaultException.conflict("collection-published");
    }
    collections.delete(id, version, caller.account());
  }

  /** Lets everybody find a collection. */
  Entry<LessonCollection> publish(Caller caller, Id id, long version) {
    requireWithin(caller, Permission.PUBLISH_LESSON, id);
    return change(
        caller,
        id,
        version,
        collection -> {
          if (collection.about().lessonIds().isEmpty()) {
            throw FaultException.conflict("collection-empty");
          }
          return collection.in(State.PUBLISHED);
        });
  }

  /** Makes a published collection a draft again. */
  Entry<LessonCollection> withdraw(Caller caller, Id id, long version) {
    requireWithin(caller, Permission.PUBLISH_LESSON, id);
    return change(
        caller,
        id,
        version,
        collection -> {
          if (collection.state() != State.PUBLISHED) {
            throw FaultException.conflict("collection-not-published");
          }
          return collection.in(State.DRAFT);
        });
  }

  private Entry<LessonCollection> change(
      Caller caller, Id id, long version, UnaryOperator<LessonCollection> change) {
    requireOwn(caller, id);
    return collections.update(id, OptionalLong.of(version), caller.account(), change);
  }

  /** Whether a collection is the caller's to change. */
  boolean mayEdit(Caller caller, LessonCollection collection) {
    return caller.may(Permission.EDIT_LESSON, lessons.place(collection.owner()));
  }

  private Entry<LessonCollection> requireOwn(Caller caller, Id id) {
    return requireWithin(caller, Permission.EDIT_LESSON, id);
  }

  private Entry<LessonCollection> requireWithin(Caller caller, Permission permission, Id id) {
    Entry<LessonCollection> collection = read(caller, id);
    if (!caller.may(permission, lessons.place(collection.value().owner()))) {
      throw FaultException.forbidden();
    }
    return collection;
  }
}
