package org.vigil.models.run;

import java.util.List;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.MetadataEncoding;

/**
 * What a network is to tell, from what: all that its shape depends on besides the settings.
 *
 * @param labels what there is to tell
 * @param metadata how metadata become numbers, fitted on training items
 * @param counts training items that have each output
 */
public record Task(LabelScheme labels, MetadataEncoding metadata, List<Integer> counts) {
  public Task {
    counts = List.copyOf(counts);
  }

  int outputs() {
    return labels.outputs().size();
  }

  /** Training items of each class; one where there is none, so that weights stay finite. */
  int[] classCounts() {
    return counts.stream().mapToInt(count -> Math.max(1, count)).toArray();
  }
}
