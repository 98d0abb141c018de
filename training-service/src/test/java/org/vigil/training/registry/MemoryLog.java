package org.vigil.training.registry;

import java.util.ArrayList;
import java.util.List;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.schemas.event.BundleRegistered;

/** A registry log in memory that can be cut off. */
public final class MemoryLog implements RegistryLog {
  public final List<BundleRegistered> bundles = new ArrayList<>();
  public final List<SlotState> slots = new ArrayList<>();
  public boolean down;
  private long offset;

  @Override
  public synchronized long append(BundleRegistered bundle) {
    check();
    bundles.add(bundle);
    return offset++;
  }

  @Override
  public synchronized long append(SlotState slot) {
    check();
    slots.add(slot);
    return offset++;
  }

  private void check() {
    if (down) {
      throw new BrokerUnavailableException(new IllegalStateException("told to be down"));
    }
  }
}
