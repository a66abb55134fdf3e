package org.keqiao.ledger.agreement;

/**
 * How many hours came to what. {@code open}, {@code delivered}, {@code partial}, {@code missed} and
 * {@code madeUp} add up to {@code hours}.
 *
 * @param hours all of them
 * @param adHoc those that nobody booked
 * @param open those that are not counted yet
 * @param delivered those that were delivered
 * @param partial those of which some was delivered
 * @param partialMinutes how much of those was
 * @param missed those of which nothing was delivered
 * @param madeUp those that were made up
 * @param disputed those that are disputed now
 * @param confirmed those that both schools confirmed, or that are settled
 */
public record Sums(
    long hours,
    long adHoc,
    long open,
    Delivered delivered,
    long partial,
    long partialMinutes,
    long missed,
    long madeUp,
    long disputed,
    long confirmed) {

  /** No hours. */
  public static final Sums NONE = new Sums(0, 0, 0, new Delivered(0, 0, 0, 0, 0), 0, 0, 0, 0, 0, 0);

  /** Delivered hours by the way that most of each reached the room. */
  public record Delivered(long all, long live, long video, long lite, long audio) {

    Delivered and(Delivered other) {
      return new Delivered(
          all + other.all,
          live + other.live,
          video + other.video,
          lite + other.lite,
          audio + other.audio);
    }
  }

  /** Both together. */
  public Sums and(Sums other) {
    return new Sums(
        hours + other.hours,
        adHoc + other.adHoc,
        open + other.open,
        delivered.and(other.delivered),
        partial + other.partial,
        partialMinutes + other.partialMinutes,
        missed + other.missed,
        madeUp + other.madeUp,
        disputed + other.disputed,
        confirmed + other.confirmed);
  }

  /** Lessons that a promise was kept with. */
  public long kept() {
    return delivered.all() + madeUp;
  }

  /** How many lessons of those promised were neither delivered nor made up. */
  public long owed(int promised) {
    return Math.max(0, promised - kept());
  }
}
