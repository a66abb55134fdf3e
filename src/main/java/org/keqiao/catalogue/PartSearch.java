package org.keqiao.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;

/** Finds the lessons that have a file. */
final class PartSearch {

  /** Far more than one file is ever used by. */
  private static final int MOST = 1000;

  private final Projection<Lesson> cards;

  PartSearch(Projection<Lesson> cards) {
    this.cards = cards;
  }

  /** Lessons one of whose parts has this content, also those that were written just now. */
  List<Id> lessonsWith(String sha256) {
    cards.call(es -> es.indices().refresh(refresh -> refresh.index(cards.alias())));
    return cards
        .call(
            es ->
                es.search(
                    search ->
                        search
                            .index(cards.alias())
                            .size(MOST)
                            .query(query -> query.term(t -> t.field("files").value(sha256))),
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(hit -> cards.entry(hit).id())
        .toList();
  }
}
