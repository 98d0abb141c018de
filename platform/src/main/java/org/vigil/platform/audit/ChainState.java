package org.vigil.platform.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.vigil.platform.audit.ChainFault.Changed;
import org.vigil.platform.audit.ChainFault.Inserted;
import org.vigil.platform.audit.ChainFault.Removed;
import org.vigil.platform.audit.ChainFault.Reordered;

/** What a walk has seen of one writer's chain. Not thread-safe. */
final class ChainState {
  private final String writer;
  private final Consumer<ChainFault> faults;

  /** Numbers that were passed over, first to last. */
  private final TreeMap<Long, Long> missing = new TreeMap<>();

  private long sequence;
  private String digest = "";

  /** What the last record's id says its digest is; differs where the record was changed. */
  private String claimed = "";

  ChainState(String writer, Consumer<ChainFault> faults) {
    this.writer = writer;
    this.faults = faults;
  }

  /**
   * @param previous what the record says of the one before
   * @param found the digest of its bytes
   * @param said the digest that its id says
   */
  void see(long number, String previous, String found, String said, int partition, long offset) {
    if (!found.equals(said)) {
      faults.accept(new Changed(writer, number));
    }
    if (number <= sequence) {
      faults.accept(fills(number) ? reordered(number) : inserted(number, partition, offset));
      return;
    }
    if (number > sequence + 1) {
      missing.put(sequence + 1, number - 1);
    } else if (!previous.equals(digest) && !previous.equals(claimed)) {
      faults.accept(new Changed(writer, Math.max(1, sequence)));
    }
    sequence = number;
    digest = found;
    claimed = said;
  }

  private ChainFault reordered(long number) {
    return new Reordered(writer, number);
  }

  private ChainFault inserted(long number, int partition, long offset) {
    return new Inserted(writer, number, partition, offset);
  }

  /** Takes a number off those that are missing, if it is one. */
  private boolean fills(long number) {
    Map.Entry<Long, Long> gap = missing.floorEntry(number);
    if (gap == null || gap.getValue() < number) {
      return false;
    }
    missing.remove(gap.getKey());
    if (gap.getKey() < number) {
      missing.put(gap.getKey(), number - 1);
    }
    if (number < gap.getValue()) {
      missing.put(number + 1, gap.getValue());
    }
    return true;
  }

  /** Whatever is still missing was removed. */
  void finish() {
    missing.forEach((from, to) -> faults.accept(new Removed(writer, from, to)));
  }

  ChainHead head() {
    return new ChainHead(sequence, digest);
  }
}
