package org.keqiao.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The leads and rooms of many sessions, as clients: each lead says "pause" at a place that nobody
 * has named before, and each room notes how long it took to hear of that place.
 */
final class Seats implements AutoCloseable {

  private static final Pattern PLACE = Pattern.compile("\"position\":(\\d+)");

  private final HttpClient client;
  private final Speech speech;
  private final Map<Long, Long> said = new ConcurrentHashMap<>();
  private final List<Long> delays = new ArrayList<>();
  private final List<WebSocket> leads = new ArrayList<>();
  private final List<WebSocket> rooms = new ArrayList<>();
  private final AtomicInteger broken = new AtomicInteger();
  private volatile boolean measuring;

  /** How one server is spoken to. */
  interface Speech {

    /** Where a seat is opened. */
    URI address(int session, int room);

    /** What it is opened with. */
    List<String> protocols();

    /** What must be said before anything else; nothing where it is empty. */
    String greeting();

    /** What is said to stop at a place. */
    String pause(long place);

    /** What a room says of how it follows; nothing where it is empty. */
    String report();

    /** What is said back at once; nothing where it is empty. */
    String echo(String heard);
  }

  Seats(Speech speech) {
    this.speech = speech;
    this.client = HttpClient.newHttpClient();
  }

  private final class Ear implements WebSocket.Listener {

    private final StringBuilder half = new StringBuilder();
    private final CompletableFuture<Void> first;
    private final boolean counts;

    Ear(CompletableFuture<Void> first, boolean counts) {
      this.first = first;
      this.counts = counts;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      long now = System.nanoTime();
      half.append(text);
      if (last) {
        hear(socket, half.toString(), now);
        half.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void hear(WebSocket socket, String text, long now) {
      first.complete(null);
      String answer = speech.echo(text);
      if (!answer.isEmpty()) {
        var _ = socket.sendText(answer, true);
      }
      Matcher place = PLACE.matcher(text);
      if (counts && measuring && text.contains("state") && place.find()) {
        Long at = said.get(Long.parseLong(place.group(1)));
        if (at != null) {
          note(now - at);
        }
      }
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      broken.incrementAndGet();
    }
  }

  private synchronized void note(long delay) {
    delays.add(delay);
  }

  /** Opens so many sessions of so many rooms; returns when all have heard something. */
  void open(int sessions, int each) {
    List<CompletableFuture<Void>> heard = new ArrayList<>();
    for (int session = 0; session < sessions; session++) {
      leads.add(open(session, -1, heard));
      for (int room = 0; room < each; room++) {
        rooms.add(open(session, room, heard));
      }
    }
    CompletableFuture.allOf(heard.toArray(CompletableFuture[]::new)).join();
  }

  private WebSocket open(int session, int room, List<CompletableFuture<Void>> heard) {
    CompletableFuture<Void> first = new CompletableFuture<>();
    heard.add(first);
    WebSocket.Builder builder = client.newWebSocketBuilder();
    List<String> protocols = speech.protocols();
    if (!protocols.isEmpty()) {
      builder.subprotocols(
          protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
    }
    WebSocket socket =
        builder.buildAsync(speech.address(session, room), new Ear(first, room >= 0)).join();
    if (!speech.greeting().isEmpty()) {
      socket.sendText(speech.greeting(), true).join();
    }
    return socket;
  }

  /** Lets leads speak in turn, so many times a second in all, and rooms report every 5 s. */
  void speak(int perSecond, int seconds, boolean measured) throws InterruptedException {
    measuring = measured;
    long begin = System.nanoTime();
    long pause = 1_000_000_000L / perSecond;
    int reported = 0;
    for (int i = 0; i < perSecond * seconds; i++) {
      long due = begin + i * pause;
      while (System.nanoTime() < due) {
        Thread.sleep(1);
      }
      long place = said.size() + 1L;
      said.put(place, System.nanoTime());
      leads.get(i % leads.size()).sendText(speech.pause(place), true).join();
      long reports =
          (System.nanoTime() - begin) / 5_000_000_000L * rooms.size()
              + (System.nanoTime() - begin) % 5_000_000_000L * rooms.size() / 5_000_000_000L;
      for (; reported < reports && !speech.report().isEmpty(); reported++) {
        rooms.get(reported % rooms.size()).sendText(speech.report(), true).join();
      }
    }
    Thread.sleep(500);
    measuring = false;
  }

  synchronized Timings timings() {
    return new Timings(delays.stream().mapToLong(Long::longValue).toArray());
  }

  int broken() {
    return broken.get();
  }

  @Override
  public void close() {
    leads.forEach(WebSocket::abort);
    rooms.forEach(WebSocket::abort);
    client.shutdownNow();
  }
}
