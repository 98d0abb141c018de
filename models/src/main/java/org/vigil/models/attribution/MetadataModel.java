package org.vigil.models.attribution;

/** A model's answers about one case when only its metadata change. */
@FunctionalInterface
public interface MetadataModel {

  /**
   * @param metadata encoded, [row][column]
   * @return probabilities, [row][class]; the pictures are those of the case
   */
  double[][] probabilities(double[][] metadata);
}
