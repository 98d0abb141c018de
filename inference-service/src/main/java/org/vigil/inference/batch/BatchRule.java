package org.vigil.inference.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigil.schemas.event.Priority;

/**
 * Decides, when the device is free, how many of the waiting studies the next pass takes. It takes
 * what fits ("a full pass"), unless a shorter one makes fewer of those now waiting late: then the
 * longest of those that make the fewest late. Whom a pass is cut short for:
 *
 * <ul>
 *   <li>stat studies, always;
 *   <li>routine studies only while all who wait fit into one pass. With more than that the device
 *       is behind, and shorter passes would put it further behind.
 * </ul>
 *
 * <p>What is late is foreseen with {@link PassCost}; without measurements nothing is, and every
 * pass is full. Immutable.
 */
public final class BatchRule {
  private final int maxPictures;

  /**
   * @param maxPictures of one pass; a study of more pictures goes alone
   */
  public BatchRule(int maxPictures) {
    if (maxPictures < 1) {
      throw new IllegalArgumentException("a pass takes at least one picture");
    }
    this.maxPictures = maxPictures;
  }

  /**
   * @param line all who can go now, in the order in which they are to go: stat, then routine
   * @return how many of them go, from the head of the line; none only when the line is empty
   */
  public int take(List<Waiting> line, Instant now) {
    int best = full(line);
    boolean behind = best < line.size();
    Late fewest = late(line, best, now, behind);
    for (int size = best - 1; size > 0 && !fewest.none(); size--) {
      Late late = late(line, size, now, behind);
      if (late.compareTo(fewest) < 0) {
        best = size;
        fewest = late;
      }
    }
    return best;
  }

  /** How many from the head of the line one pass holds. */
  private int full(List<Waiting> line) {
    int pictures = 0;
    for (int size = 0; size < line.size(); size++) {
      pictures += line.get(size).pictures();
      if (pictures > maxPictures) {
        return Math.max(1, size);
      }
    }
    return line.size();
  }

  /** Who is late when the first pass takes so many and those after it are full. */
  private Late late(List<Waiting> line, int first, Instant now, boolean statOnly) {
    Late late = Late.NOBODY;
    Instant end = now;
    List<Waiting> rest = line;
    for (int size = first; !rest.isEmpty(); size = full(rest)) {
      List<Waiting> pass = rest.subList(0, size);
      end = end.plus(cost(pass));
      for (Waiting study : pass) {
        boolean counts = !statOnly || study.priority() == Priority.STAT;
        late = counts && end.isAfter(study.due()) ? late.and(study.priority()) : late;
      }
      rest = rest.subList(size, rest.size());
    }
    return late;
  }

  /** Every model runs its own studies' pictures, one model after the other. */
  private static Duration cost(List<Waiting> pass) {
    Map<PassCost, Integer> pictures = new HashMap<>();
    for (Waiting study : pass) {
      study.passes().forEach(model -> pictures.merge(model, study.pictures(), Integer::sum));
    }
    Duration cost = Duration.ZERO;
    for (Map.Entry<PassCost, Integer> model : pictures.entrySet()) {
      cost = cost.plus(model.getKey().of(model.getValue()));
    }
    return cost;
  }

  /** How many are late; one stat study counts more than any number of routine ones. */
  private record Late(int stat, int routine) implements Comparable<Late> {
    static final Late NOBODY = new Late(0, 0);

    Late and(Priority priority) {
      return priority == Priority.STAT ? new Late(stat + 1, routine) : new Late(stat, routine + 1);
    }

    boolean none() {
      return stat == 0 && routine == 0;
    }

    @Override
    public int compareTo(Late other) {
      int byStat = Integer.compare(stat, other.stat);
      return byStat != 0 ? byStat : Integer.compare(routine, other.routine);
    }
  }
}
