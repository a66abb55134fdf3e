package org.keqiao.classroom.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.classroom.event.Happened;

/** What servers say to each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Word.Entries.class, name = "entries"),
  @JsonSubTypes.Type(value = Word.Kept.class, name = "kept"),
  @JsonSubTypes.Type(value = Word.Pointing.class, name = "pointing"),
  @JsonSubTypes.Type(value = Word.Following.class, name = "following"),
  @JsonSubTypes.Type(value = Word.Beat.class, name = "beat"),
  @JsonSubTypes.Type(value = Word.Bye.class, name = "bye"),
  @JsonSubTypes.Type(value = Word.Carry.class, name = "carry"),
  @JsonSubTypes.Type(value = Word.Sync.class, name = "sync"),
  @JsonSubTypes.Type(value = Word.Carried.class, name = "carried"),
  @JsonSubTypes.Type(value = Word.Synced.class, name = "synced")
})
sealed interface Word {

  /**
   * The owner of a session says what happened.
   *
   * @param previous place of what happened before it: who has seen less, or more, must ask
   */
  record Entries(String server, long previous, List<Happened> entries) implements Word {}

  /** The owner of a session says up to which place it is in the log. */
  record Kept(String server, long seq, long objects) implements Word {}

  /** The teacher points; of no use later. */
  record Pointing(String server, double x, double y) implements Word {}

  /** How a room follows; of no use later. */
  record Following(String server, String school, Follower follower) implements Word {}

  /**
   * A server is there.
   *
   * @param owned the sessions that it owns, and the place of the last thing in each
   */
  record Beat(String server, Map<String, Long> owned) implements Word {}

  /** A server goes, and owns nothing any more. */
  record Bye(String server) implements Word {}

  /** A server asks the owner of a session to carry out a command. */
  record Carry(String session, Command command) implements Word {}

  /** A server asks another for what it has of a session. */
  record Sync(String session) implements Word {}

  /** What became of a command: carried out, refused, or the server is not the owner. */
  record Carried(boolean owner, Optional<Refusal> refusal) implements Word {}

  /** What a server has of a session that it owns; nothing when it does not. */
  record Synced(Optional<Replica.Snapshot> snapshot) implements Word {}
}
