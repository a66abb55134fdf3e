package org.keqiao.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Connections to a bucket's server. */
final class Connections {

  private static final int MOST = 256;

  private Connections() {}

  static OkHttpClient open() {
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(MOST);
    dispatcher.setMaxRequestsPerHost(MOST);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectTimeout(Duration.ofSeconds(5))
        .readTimeout(Duration.ofMinutes(2))
        .writeTimeout(Duration.ofMinutes(2))
        .build();
  }
}
