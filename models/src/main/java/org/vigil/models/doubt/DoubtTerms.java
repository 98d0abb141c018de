package org.vigil.models.doubt;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.vigil.models.preprocess.TestTimeTransform;

/**
 * What a fitted {@link Doubt} has to keep to.
 *
 * @param falseAbstention the share of right pictures that may be doubted, above 0 and below 1
 * @param confidence with which that share is not exceeded on pictures to come, above 0 and below 1
 * @param shortestSide that a picture needs, pixels
 * @param exceptSites sites whose pictures are never doubted
 * @param looks other ways in which the network looks at a picture; without any none is unsure
 */
public record DoubtTerms(
    double falseAbstention,
    double confidence,
    int shortestSide,
    List<String> exceptSites,
    List<TestTimeTransform> looks) {

  public DoubtTerms {
    if (!(falseAbstention > 0 && falseAbstention < 1 && confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("shares lie between 0 and 1");
    }
    exceptSites = List.copyOf(exceptSites);
    looks = List.copyOf(looks);
  }

  /**
   * How many of the pictures that limits are chosen by may lie beyond them: the most of which one
   * can still say with the confidence wanted that the true share is no larger than allowed (Clopper
   * and Pearson 1934, doi 10.1093/biomet/26.4.404, one-sided). Allowing the share itself would
   * exceed it as often as not.
   *
   * @throws IllegalArgumentException where so few pictures cannot show it
   */
  int mostDoubtedOf(int pictures) {
    BinomialDistribution atTheLimit = new BinomialDistribution(null, pictures, falseAbstention);
    int most = -1;
    while (atTheLimit.cumulativeProbability(most + 1) <= 1 - confidence) {
      most++;
    }
    if (most < 0) {
      throw new IllegalArgumentException(
          "%d pictures of the right kind; %d are needed to choose limits by"
              .formatted(pictures, leastPictures()));
    }
    return most;
  }

  /** How many pictures limits need at least to be chosen by: of so many none may be doubted. */
  public int leastPictures() {
    return (int) Math.ceil(Math.log(1 - confidence) / Math.log(1 - falseAbstention));
  }
}
