package org.vigil.worklist.view;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.worklist.ledger.LedgerTotals;

/** The ledger's totals over all partitions. Thread-safe. */
public final class LedgerView {
  private final Map<String, LedgerTotals> byPartition = new ConcurrentHashMap<>();

  /** Takes the newest totals of a partition. */
  public void put(String partition, LedgerTotals totals) {
    byPartition.put(partition, totals);
  }

  public LedgerTotals totals() {
    return byPartition.values().stream().reduce(LedgerTotals.NONE, LedgerTotals::plus);
  }
}
