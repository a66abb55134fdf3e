package org.keqiao.identity;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** Erasure of the holder of an account, for those who keep accounts. */
final class ErasureRoutes {

  private static final String ONE = "/accounts/:id/erasure";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final StaffService staff;
  private final Records<Erasure> erasures;
  private final Eraser eraser;

  ErasureRoutes(StaffService staff, Records<Erasure> erasures, Eraser eraser) {
    this.staff = staff;
    this.erasures = erasures;
    this.eraser = eraser;
  }

  List<Route> routes() {
    return List.of(
        Route.api("readErasure", HttpMethod.GET, ONE, Permission.EDIT_ACCOUNT, this::read),
        Route.api("eraseAccount", HttpMethod.POST, ONE, Permission.EDIT_ACCOUNT, this::erase));
  }

  /**
   * A receipt.
   *
   * @param forgottenBy until when earlier versions lie in the bucket at most, while servers run
   * @param finishedAt since when nothing is left to do
   */
  record Receipt(
      Id account,
      Id askedBy,
      Instant askedAt,
      List<Erasure.Step> done,
      Optional<Instant> forgottenBy,
      Optional<Instant> finishedAt) {

    static Receipt of(Entry<Erasure> entry) {
      Erasure erasure = entry.value();
      Optional<Instant> finished = Optional.of(entry.at()).filter(at -> erasure.isFinished());
      return new Receipt(
          entry.id(),
          erasure.by(),
          erasure.asked(),
          erasure.done(),
          finished.isPresent() ? Optional.empty() : Optional.of(latest(entry)),
          finished);
    }

    private static Instant latest(Entry<Erasure> entry) {
      return entry.at().plus(Records.LONGEST_REQUEST).plus(ErasureSweep.PAUSE);
    }
  }

  private static Reply show(Entry<Erasure> erasure) {
    return Reply.json(erasure.value().isFinished() ? OK : ACCEPTED, Receipt.of(erasure))
        .header("Cache-Control", "no-store");
  }

  private Reply read(Call call) {
    Id account = staff.kept(call.caller(), call.id("account")).id();
    return Reply.ok(
            Receipt.of(
                erasures
                    .newest(account)
                    .orElseThrow(() -> FaultException.notFound("erasure", account.value()))))
        .header("Cache-Control", "no-store");
  }

  /** Whoever is erased is erased by somebody else, so that an administrator always stays. */
  private Reply erase(Call call) {
    Caller caller = call.caller();
    Id account = staff.kept(caller, call.id("account")).id();
    if (caller.account().equals(account.value())) {
      throw FaultException.conflict("erasure-own");
    }
    erasures.createIfAbsent(account, Erasure.asked(new Id(caller.account())), caller.account());
    return show(eraser.goOn(erasures.read(account)));
  }
}
