package org.keqiao.http.channel;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every channel of this server that is open. */
public final class Talks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Talks.class);
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final Duration CHECK = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final Executor threads;
  private final List<Long> timers;
  private final Set<OpenChannel> open = ConcurrentHashMap.newKeySet();

  /**
   * @param threads each conversation takes one
   */
  public Talks(Vertx vertx, Executor threads) {
    this.vertx = vertx;
    this.threads = threads;
    this.timers =
        List.of(
            vertx.setPeriodic(BEAT.toMillis(), beat -> open.forEach(OpenChannel::beat)),
            vertx.setPeriodic(
                CHECK.toMillis(),
                check -> threads.execute(() -> open.forEach(OpenChannel::check))));
  }

  /**
   * Who opens a channel.
   *
   * @param account who she is
   * @param token what she proves herself with
   * @param admission gives the account that a token lets in, or throws a {@link FaultException}
   * @param origin of what she writes
   */
  public record Opener(
      String account, String token, UnaryOperator<String> admission, Origin origin) {}

  /** Begins a conversation; call on the event loop of the socket, at once after its opening. */
  public void begin(ServerWebSocket socket, Opener opener, Conversation conversation) {
    OpenChannel channel =
        OpenChannel.over(socket, new Pass(opener.account(), opener.token(), opener.admission()));
    open.add(channel);
    threads.execute(
        () -> {
          try {
            hold(channel, opener.origin(), conversation);
          } finally {
            open.remove(channel);
          }
        });
  }

  private static void hold(OpenChannel channel, Origin origin, Conversation conversation) {
    try {
      ScopedValue.where(Origin.CURRENT, origin)
          .call(
              () -> {
                conversation.hold(channel);
                return true;
              });
      channel.close(Channel.DONE, "");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      channel.close(Channel.GOING, "going");
    } catch (FaultException refused) {
      channel.close(Channel.BROKEN_RULE, refused.fault().code());
    } catch (RuntimeException | StackOverflowError defect) {
      String reference = Id.fresh().value();
      LOG.error("{} failed, reference {}", origin.operation(), reference, defect);
      channel.close(Channel.DEFECT, reference);
    }
  }

  /** Looks after them no more; those that are open end with their connections. */
  @Override
  public void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
