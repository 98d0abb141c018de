package org.vigil.worklist.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The heat maps that there are for a study.
 *
 * @param explainable whether any can be asked for: there are scores
 * @param making how they were made; absent while there are none
 * @param maps one for each image and finding, in the order of their keys
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HeatMapAnswer(boolean explainable, Optional<Making> making, List<Map> maps) {

  /**
   * As the inference service wrote it down.
   *
   * @param method its name in the papers
   * @param rows of the grid that the maps were found on
   * @param columns of the same
   * @param seenWidth pixels of the pictures as the network saw them
   * @param seenHeight of the same
   */
  public record Making(String method, int rows, int columns, int seenWidth, int seenHeight) {}

  /**
   * @param href where the overlay is
   */
  public record Map(String imageId, String finding, String href) {}

  static HeatMapAnswer none() {
    return new HeatMapAnswer(false, Optional.empty(), List.of());
  }
}
