package org.keqiao.classroom.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Seat;
import org.keqiao.http.channel.Channel;
import org.keqiao.http.channel.Conversation;
import org.keqiao.http.channel.Message;
import org.keqiao.store.Id;

/**
 * What one member says, read and passed on. What is wrong is refused and costs her nothing else;
 * who sends nothing but what is wrong is sent away.
 *
 * @param account who she is
 * @param seat where she sits
 * @param school for which school
 * @param seen place of the last thing that she knows of
 * @param language says a refusal in her language
 */
record MemberTalk(
    HeldSessions sessions,
    Id session,
    Seated seated,
    Optional<Long> seen,
    BiFunction<String, Object[], String> language)
    implements Conversation {

  private static final double REFUSALS_PER_SECOND = 10;
  private static final int POINTERS_PER_SECOND = 30;
  private static final int NAME_OF_ITS_OWN = 8;

  /** Who sits where. */
  record Seated(String account, Seat seat, Optional<String> school) {}

  @Override
  public void hold(Channel channel) throws InterruptedException {
    Member member =
        new Member(
            Id.fresh().value(),
            seated.account(),
            seated.seat(),
            seated.school(),
            language,
            channel);
    HeldSession held = sessions.take(session);
    sessions.metrics().opened();
    try {
      held.join(member, seen);
      new Reading(held, member, sessions.limits()).listen(channel);
    } finally {
      held.leave(member);
      sessions.metrics().closed();
      sessions.giveBack(session);
    }
  }

  /** Reads until the channel is closed. */
  private static final class Reading {

    private final HeldSession session;
    private final Member member;
    private final Limits limits;
    private final Rate messages;
    private final Rate refusals;
    private final Rate pointers;

    Reading(HeldSession session, Member member, Limits limits) {
      long now = System.nanoTime();
      this.session = session;
      this.member = member;
      this.limits = limits;
      this.messages = new Rate(limits.messages(), now);
      this.refusals = new Rate(REFUSALS_PER_SECOND, now);
      this.pointers = new Rate(POINTERS_PER_SECOND, now);
    }

    void listen(Channel channel) throws InterruptedException {
      for (Optional<Message> next = channel.receive(); next.isPresent(); next = channel.receive()) {
        long arrived = System.nanoTime();
        Optional<Refusal> wrong =
            next.get() instanceof Message.Text(String text)
                ? said(text, arrived)
                : refused(Optional.empty(), Refusal.of("message-unreadable"));
        if (wrong.isPresent() && !refusals.take(arrived)) {
          member.outbox().close(Channel.BROKEN_RULE, wrong.get().code());
          return;
        }
      }
    }

    private Optional<Refusal> refused(Optional<String> ref, Refusal refusal) {
      member.refuse(ref, refusal);
      return Optional.of(refusal);
    }

    private Optional<Refusal> said(String text, long arrived) {
      Optional<JsonNode> tree = Optional.empty();
      if (text.length() <= limits.messageBytes()) {
        tree = Said.tree(text);
      } else {
        return refused(Optional.empty(), Refusal.of("message-long", limits.messageBytes()));
      }
      if (tree.isEmpty()) {
        return refused(Optional.empty(), Refusal.of("message-unreadable"));
      }
      boolean points = tree.get().path("type").asText().equals("pointer");
      if (points ? !pointers.take(arrived) : !messages.take(arrived)) {
        return points
            ? Optional.empty()
            : refused(Said.refOf(tree.get()), Refusal.of("message-rate", limits.messages()));
      }
      try {
        return does(Said.parse(tree.get(), limits), arrived);
      } catch (Refusal.Refused unreadable) {
        return refused(Said.refOf(tree.get()), unreadable.refusal());
      }
    }

    private Optional<Refusal> does(Said said, long arrived) {
      switch (said.what()) {
        case Said.What.Ping(double sent) ->
            member.outbox().send(Spoken.pong(sent, System.currentTimeMillis()));
        case Said.What.Pointer(double x, double y) -> {
          if (member.seat() != Seat.LEAD) {
            return refused(said.ref(), Refusal.of("seat-may-not", member.seat().label()));
          }
          session.point(x, y);
        }
        case Said.What.Doing(Act act) -> {
          if (!Rules.mayDo(member.seat(), act)) {
            return refused(said.ref(), Refusal.of("seat-may-not", member.seat().label()));
          }
          session.act(member, said.ref(), named(act, said.ref()), arrived);
        }
      }
      return Optional.empty();
    }

    /** A question that is sent again, because nobody said that it was kept, is the same one. */
    private Act named(Act act, Optional<String> ref) {
      if (!(act instanceof Act.Text text)) {
        return act;
      }
      String whose = member.account() + " " + member.school().orElse("") + " ";
      String id =
          ref.filter(name -> name.length() >= NAME_OF_ITS_OWN)
              .map(name -> (whose + name).getBytes(StandardCharsets.UTF_8))
              .map(bytes -> DigestUtils.sha256Hex(bytes).substring(0, 24))
              .orElseGet(() -> Id.fresh().value());
      return new Act.Text(id, text.text());
    }
  }
}
