package org.vigil.models.run;

import java.util.List;
import java.util.Map;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.nn.Build;

/** A published method that can be trained on any data set that has what it needs. */
public interface Method {

  /** As commands say it. */
  String word();

  /** One sentence for help: paper, and what a data set must have. */
  String about();

  /** Settings beyond {@link Recipes#SETTINGS}, with a sentence each. */
  Map<String, String> settings();

  /** Roles of the pictures that it reads; empty for one picture, whatever it shows. */
  default List<String> roles() {
    return List.of();
  }

  /** How pictures are prepared. */
  View view(Settings settings);

  /**
   * @throws org.vigil.models.dataset.DatasetException if the method cannot tell such labels
   */
  void requireFits(LabelScheme labels);

  /** Whether it reads metadata. */
  default boolean readsMetadata() {
    return false;
  }

  /** The network with first values. */
  MethodNetwork network(Build build, Settings settings, Task task);
}
