package org.keqiao.ingest.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Counts what each account and each school keeps, in one record for each: no request adds up what
 * is stored, and the count is the same on every server and after a restart. Room is taken before an
 * upload is made, and the sweep gives back what a killed server took for nothing.
 */
final class Quotas {

  private static final RecordType<StorageUse> ACCOUNT =
      new RecordType<>("account-storage", StorageUse.class);
  private static final RecordType<StorageUse> SCHOOL =
      new RecordType<>("school-storage", StorageUse.class);

  private final Records<StorageUse> accounts;
  private final Records<StorageUse> schools;
  private final QuotaSettings settings;
  private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(64).toList();

  Quotas(Bucket bucket, QuotaSettings settings) {
    this.accounts = new Records<>(bucket, ACCOUNT, Optional.empty());
    this.schools = new Records<>(bucket, SCHOOL, Optional.empty());
    this.settings = settings;
  }

  /**
   * Takes room for an upload.
   *
   * @param replaced uploads whose room is given back in the same step
   * @throws FaultException too large {@code upload-quota} or {@code upload-school-quota}, or
   *     conflict {@code too-many-uploads}
   */
  void reserve(Caller caller, Id upload, long bytes, List<Id> replaced) {
    Id account = new Id(caller.account());
    Optional<Id> school = caller.school().map(Id::new);
    StorageUse.Reservation room = new StorageUse.Reservation(bytes, school, Instant.now());
    UnaryOperator<StorageUse> taking =
        use -> {
          StorageUse rest = use;
          for (Id each : replaced) {
            rest = rest.releasing(each);
          }
          return rest.reserving(upload, room);
        };
    change(accounts, account, taking, this::requireRoom);
    try {
      school.ifPresent(id -> change(schools, id, taking, this::requireSchoolRoom));
    } catch (FaultException full) {
      change(accounts, account, use -> use.releasing(upload), use -> {});
      throw full;
    }
  }

  /**
   * Refuses what would not find room now.
   *
   * @throws FaultException as {@link #reserve}
   */
  void requireRoom(Caller caller, long bytes) {
    StorageUse.Reservation room =
        new StorageUse.Reservation(bytes, Optional.empty(), Instant.now());
    Id upload = Id.fresh();
    requireRoom(use(accounts, new Id(caller.account())).reserving(upload, room));
    caller
        .school()
        .ifPresent(id -> requireSchoolRoom(use(schools, new Id(id)).reserving(upload, room)));
  }

  private void requireRoom(StorageUse use) {
    if (use.unfinished().size() > settings.unfinished()) {
      throw FaultException.conflict("too-many-uploads", settings.unfinished());
    }
    if (use.total() > settings.account()) {
      throw FaultException.of(new Fault.TooLarge("upload-quota", settings.account()));
    }
  }

  private void requireSchoolRoom(StorageUse use) {
    if (use.total() > settings.school()) {
      throw FaultException.of(new Fault.TooLarge("upload-school-quota", settings.school()));
    }
  }

  /** Gives the room of an upload back; doing it twice changes nothing. */
  void release(Id account, Id upload) {
    settle(account, upload, use -> use.releasing(upload));
  }

  /** Counts an upload as finished; doing it twice changes nothing. */
  void stored(Id account, Id upload) {
    settle(account, upload, use -> use.storing(upload));
  }

  /** The account's reservation names the school, so it goes last. */
  private void settle(Id account, Id upload, UnaryOperator<StorageUse> how) {
    StorageUse.Reservation room = use(accounts, account).unfinished().get(upload);
    if (room != null) {
      room.school().ifPresent(school -> change(schools, school, how, use -> {}));
      change(accounts, account, how, use -> {});
    }
  }

  private static StorageUse use(Records<StorageUse> ledger, Id id) {
    return ledger.newest(id).map(Entry::value).orElse(StorageUse.NOTHING);
  }

  /** Callers of this server wait for each other; those of other servers write in between. */
  private void change(
      Records<StorageUse> ledger,
      Id id,
      UnaryOperator<StorageUse> how,
      Consumer<StorageUse> check) {
    ReentrantLock turn = turns.get(Math.floorMod(id.hashCode(), turns.size()));
    turn.lock();
    try {
      if (ledger.find(id).isEmpty()) {
        ledger.createIfAbsent(id, StorageUse.NOTHING, "system");
      }
      ledger.update(
          id,
          "system",
          use -> {
            StorageUse changed = how.apply(use);
            check.accept(changed);
            return changed;
          });
    } finally {
      turn.unlock();
    }
  }

  /** Every account that has unfinished uploads or ever had. */
  Stream<Entry<StorageUse>> all() {
    return accounts.everything();
  }

  /** Forgets how the counts came about. */
  void forgetHistory() {
    Instant before = Instant.now().minus(Records.LONGEST_REQUEST.multipliedBy(2));
    accounts.ids().forEach(id -> accounts.forgetHistory(id, before));
    schools.ids().forEach(id -> schools.forgetHistory(id, before));
  }
}
