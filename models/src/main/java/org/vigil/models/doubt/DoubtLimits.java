package org.vigil.models.doubt;

/**
 * From where on a model doubts a picture; stands in the bundle's manifest. Distances are about 1
 * for the pictures that they were fitted on.
 *
 * @param falseAbstention the share of right pictures that the limits were chosen to cost
 * @param tone most distance of a picture's {@link PictureFacts#tone}
 * @param layout most distance of its {@link PictureFacts#layout}
 * @param maps most distance of the network's own maps
 * @param shortestSide least, pixels
 * @param contrast least
 * @param sharpness least
 */
public record DoubtLimits(
    double falseAbstention,
    double tone,
    double layout,
    double maps,
    int shortestSide,
    double contrast,
    double sharpness) {

  public DoubtLimits {
    if (!(falseAbstention > 0 && falseAbstention < 1 && tone > 0 && layout > 0 && maps > 0)) {
      throw new IllegalArgumentException("doubt: limits are above 0, the share below 1");
    }
  }
}
