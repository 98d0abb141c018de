package org.vigil.models.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts that their owner runs as it likes, named 0, 1, 2, ..., as {@code torch.nn.ModuleList}.
 *
 * @param <M> what every part is
 */
public final class ModuleList<M extends Module> extends Module {
  private final List<M> parts = new ArrayList<>();

  public void add(M part) {
    parts.add(child(Integer.toString(parts.size()), part));
  }

  public M get(int index) {
    return parts.get(index);
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }
}
