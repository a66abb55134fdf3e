package org.keqiao.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reach;
import org.keqiao.store.Id;

/** While Elasticsearch is away, work goes on. */
class JobsWithoutSearchTest {

  @TempDir Path folder;

  @Test
  void jobs_askedForBeforeAndAfterTheSearchWasLost_areDoneByAnotherServer() throws Exception {
    try (JobServers servers = new JobServers(folder)) {
      Toil toil = new Toil();
      Jobs asking = servers.jobs();
      Jobs working = servers.jobs();
      Id before = asking.service().request(toil.kind(), Toil.sha256(1), "curator");
      servers.loseTheSearch();
      Id after = asking.service().request(toil.kind(), Toil.sha256(2), "curator");
      Id cancelled = asking.service().request(toil.kind(), Toil.sha256(3), "curator");
      Caller curator =
          new Caller("curator", Optional.empty(), Map.of(Permission.CONTROL_JOB, Reach.OWN));
      asking.service().control(curator, cancelled, Control.CANCEL);
      toil.letGo(3);
      working.start(List.of(toil), 1);
      awaitDone(asking, before);
      awaitDone(asking, after);
      assertThat(toil.finished()).containsExactly(Toil.sha256(1), Toil.sha256(2));
    }
  }

  private static void awaitDone(Jobs server, Id id) throws InterruptedException {
    for (int i = 0; i < 600 && state(server, id) != Job.State.DONE; i++) {
      Thread.sleep(100);
    }
    assertThat(state(server, id)).isEqualTo(Job.State.DONE);
  }

  private static Job.State state(Jobs server, Id id) {
    return server.service().newest(id).orElseThrow().value().state();
  }
}
