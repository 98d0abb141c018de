package org.vigil.models.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.doubt.DoubtLimits;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.preprocess.InputSpec;

/**
 * What a bundle says of itself: {@code manifest.json}.
 *
 * @param format 1
 * @param slot the slot that the model is for, such as {@code chest-xray}
 * @param version the bundle's own version within the slot
 * @param network which architecture with which hyper-parameters
 * @param findings what each output means, in the order of the outputs
 * @param activation how logits become probabilities
 * @param inputs which images and metadata the model takes
 * @param preprocessing from picture to input
 * @param calibration applied to the logits before the activation
 * @param thresholds operating points
 * @param embeddingWidth length of the embedding vector
 * @param metrics measured values by name, such as {@code test.auc.Pneumonia}
 * @param provenance where it comes from
 * @param files SHA-256 (hex) of the bundle's other files by name
 * @param doubt from where on the model abstains; absent where nothing was fitted
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BundleManifest(
    int format,
    String slot,
    String version,
    NetworkSpec network,
    List<Finding> findings,
    Activation activation,
    Inputs inputs,
    InputSpec preprocessing,
    Calibration calibration,
    Thresholds thresholds,
    int embeddingWidth,
    Map<String, Double> metrics,
    Provenance provenance,
    Map<String, String> files,
    Optional<DoubtLimits> doubt) {

  /** How logits become probabilities. */
  public enum Activation {
    /** One of the findings is present. */
    SOFTMAX,
    /** Each finding by itself. */
    SIGMOID
  }

  /**
   * @param name a name that {@link org.vigil.models.network.Networks} knows
   */
  public record NetworkSpec(String name, NetworkOptions options) {}

  /**
   * @param name as scores, verdicts and the triage policy name it
   * @param display for people
   * @param code system|code, where one is known for certain
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Finding(String name, String display, Optional<String> code) {}

  /**
   * @param roles image roles that the model scores
   * @param requiredMetadata it abstains without these
   * @param optionalMetadata it does worse without these
   */
  public record Inputs(
      List<String> roles, List<String> requiredMetadata, List<String> optionalMetadata) {}

  /**
   * p = activation(logit / temperature).
   *
   * @param temperature above 0
   */
  public record Calibration(double temperature) {
    public Calibration {
      if (!(temperature > 0)) {
        throw new IllegalArgumentException("a temperature is above 0");
      }
    }
  }

  /**
   * @param version recorded with every score
   * @param points the last one that fits a site and day is in force
   */
  public record Thresholds(String version, List<OperatingPoint> points) {

    /**
     * The operating points for a site on a day, by finding; a later entry overrides an earlier one.
     */
    public Map<String, Double> inForce(String site, LocalDate day) {
      Map<String, Double> values = new HashMap<>();
      for (OperatingPoint point : points) {
        if (point.covers(site) && !day.isBefore(point.from())) {
          values.putAll(point.values());
        }
      }
      return values;
    }
  }

  /**
   * @param site a site, or {@code *} for every site
   * @param from first day on which it holds
   * @param values threshold by finding, 0 to 1
   */
  public record OperatingPoint(String site, LocalDate from, Map<String, Double> values) {
    private static final String EVERY_SITE = "*";

    boolean everywhere() {
      return EVERY_SITE.equals(site);
    }

    boolean covers(String other) {
      return everywhere() || site.equals(other);
    }
  }

  /**
   * @param intendedUse in one sentence
   * @param notice what must stand beside every score, such as "demonstration, not for clinical use"
   * @param dataLicence of the training data
   * @param data what it was trained on, with digests
   * @param command the command that made it
   * @param seed of all randomness
   * @param code version of the code that trained the weights, such as a commit
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Provenance(
      String intendedUse,
      Optional<String> notice,
      String dataLicence,
      Map<String, String> data,
      String command,
      long seed,
      Optional<String> code) {

    /** Without a version of the code. */
    public Provenance(
        String intendedUse,
        Optional<String> notice,
        String dataLicence,
        Map<String, String> data,
        String command,
        long seed) {
      this(intendedUse, notice, dataLicence, data, command, seed, Optional.empty());
    }
  }

  /** The same manifest with the digests of the files that it goes with. */
  BundleManifest withFiles(Map<String, String> digests) {
    return copy(version, metrics, digests, doubt);
  }

  /** The same model under another version. */
  public BundleManifest named(String newVersion) {
    return copy(newVersion, metrics, files, doubt);
  }

  /** The same model under another version, with its doubts and what was measured of them. */
  public BundleManifest doubting(
      String newVersion, DoubtLimits limits, Map<String, Double> measured) {
    Map<String, Double> all = new HashMap<>(metrics);
    all.putAll(measured);
    return copy(newVersion, all, files, Optional.of(limits));
  }

  private BundleManifest copy(
      String ofVersion,
      Map<String, Double> ofMetrics,
      Map<String, String> ofFiles,
      Optional<DoubtLimits> ofDoubt) {
    return new BundleManifest(
        format,
        slot,
        ofVersion,
        network,
        findings,
        activation,
        inputs,
        preprocessing,
        calibration,
        thresholds,
        embeddingWidth,
        ofMetrics,
        provenance,
        ofFiles,
        ofDoubt);
  }

  /** The finding names, in the order of the outputs. */
  public List<String> findingNames() {
    return findings.stream().map(Finding::name).toList();
  }
}
