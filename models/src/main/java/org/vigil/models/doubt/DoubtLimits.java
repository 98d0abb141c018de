package org.vigil.models.doubt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.vigil.models.preprocess.TestTimeTransform;

/**
 * From where on a model doubts a picture; stands in the bundle's manifest. Distances are about 1
 * for the pictures that they were fitted on.
 *
 * @param falseAbstention the share of right pictures that the limits may cost
 * @param tone most distance of a picture's {@link PictureFacts#tone}
 * @param layout most distance of its {@link PictureFacts#layout}
 * @param maps most distance of the network's own maps
 * @param shortestSide least, pixels
 * @param contrast least
 * @param sharpness least
 * @param exceptSites sites whose pictures are never doubted: those that send drawn ones to show how
 *     things work
 * @param looks other ways in which the network looks at a picture beside the plain one
 * @param spread most standard deviation of a probability over all looks; only with looks
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DoubtLimits(
    double falseAbstention,
    double tone,
    double layout,
    double maps,
    int shortestSide,
    double contrast,
    double sharpness,
    List<String> exceptSites,
    List<TestTimeTransform> looks,
    Optional<Double> spread) {

  public DoubtLimits {
    if (!(falseAbstention > 0 && falseAbstention < 1 && tone > 0 && layout > 0 && maps > 0)) {
      throw new IllegalArgumentException("doubt: limits are above 0, the share below 1");
    }
    // Older manifests have none of these.
    exceptSites = exceptSites == null ? List.of() : List.copyOf(exceptSites);
    looks = looks == null ? List.of() : List.copyOf(looks);
    if (looks.isEmpty() != spread.isEmpty()) {
      throw new IllegalArgumentException("doubt: looks and spread go together");
    }
  }

  /** Whether pictures of a site are doubted. */
  public boolean hold(String site) {
    return !exceptSites.contains(site);
  }
}
