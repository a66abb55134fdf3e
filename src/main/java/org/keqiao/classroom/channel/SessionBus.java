package org.keqiao.classroom.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keqiao.store.Id;
import org.keqiao.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What servers say to each other about sessions, over the event bus. Everything that one server
 * says is said from one context, and so arrives in the order in which it was said.
 */
final class SessionBus {

  private static final Logger LOG = LoggerFactory.getLogger(SessionBus.class);
  private static final String SESSION = "keqiao.session.";
  private static final String SERVER = "keqiao.classroom.";
  private static final String ALL = "keqiao.classroom";
  private static final Duration PATIENCE = Duration.ofMillis(1200);

  private final Vertx vertx;
  private final Context context;
  private final EventBus bus;
  private final String server;
  private final Servers servers;

  /**
   * @param server what this one is called
   */
  SessionBus(Vertx vertx, String server) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.bus = vertx.eventBus();
    this.server = server;
    this.servers = new Servers(server);
  }

  /** Those that are heard of. */
  Servers servers() {
    return servers;
  }

  /** What this server is called. */
  String server() {
    return server;
  }

  /** Whether there may be other servers. */
  boolean isShared() {
    return vertx.isClustered();
  }

  /** Says something to every server that has members of a session. */
  void tell(Id session, Word word) {
    publish(SESSION + session.value(), word);
  }

  /** Says something to every server. */
  void tellAll(Word word) {
    publish(ALL, word);
  }

  private void publish(String address, Word word) {
    if (isShared()) {
      String text = text(word);
      onContext(() -> bus.publish(address, text));
    }
  }

  /** Once the bus is closed, nothing is said any more. */
  private void onContext(Runnable task) {
    try {
      context.runOnContext(go -> task.run());
    } catch (RejectedExecutionException closed) {
      LOG.debug("the bus is closed: {}", closed.getMessage());
    }
  }

  private static String text(Word word) {
    return new String(Json.bytes(word), StandardCharsets.UTF_8);
  }

  static Optional<Word> parse(String text) {
    try {
      return Optional.of(Json.STORED.readValue(text, Word.class));
    } catch (JsonProcessingException foreign) {
      LOG.warn("another server says what this one does not understand");
      return Optional.empty();
    }
  }

  /** Hears of a session what others say; blocks until nothing is missed. */
  MessageConsumer<String> hear(Id session, Consumer<String> ear) {
    return consume(SESSION + session.value(), ear);
  }

  /** Hears what is said to all. */
  MessageConsumer<String> hearAll(Consumer<String> ear) {
    return consume(ALL, ear);
  }

  private MessageConsumer<String> consume(String address, Consumer<String> ear) {
    MessageConsumer<String> consumer = bus.consumer(address, message -> ear.accept(message.body()));
    consumer.completion().toCompletionStage().toCompletableFuture().join();
    return consumer;
  }

  /** Answers what other servers ask of this one; the answer may come later, from any thread. */
  MessageConsumer<String> serve(Function<Word, CompletableFuture<Word>> oracle) {
    MessageConsumer<String> consumer =
        bus.consumer(
            SERVER + server,
            message -> parse(message.body()).ifPresent(asked -> answer(message, oracle.apply(asked))));
    consumer.completion().toCompletionStage().toCompletableFuture().join();
    return consumer;
  }

  private void answer(Message<String> message, CompletableFuture<Word> answer) {
    var _ = answer.thenAccept(word -> onContext(() -> message.reply(text(word))));
  }

  /** Asks a server, and waits; nothing when it does not answer. */
  Optional<Word> ask(String other, Word word) {
    String text = text(word);
    DeliveryOptions patience = new DeliveryOptions().setSendTimeout(PATIENCE.toMillis());
    var answer = new CompletableFuture<Word>();
    onContext(
        () -> {
          var _ =
              bus.<String>request(SERVER + other, text, patience)
                  .onSuccess(
                      message ->
                          parse(message.body())
                              .ifPresentOrElse(
                                  answer::complete,
                                  () -> answer.completeExceptionally(new TimeoutException())))
                  .onFailure(answer::completeExceptionally);
        });
    try {
      return Optional.of(answer.get(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException silent) {
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
