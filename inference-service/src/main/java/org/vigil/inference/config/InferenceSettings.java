package org.vigil.inference.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigil.models.explanation.ClassActivation;

/** Settings of the inference service (docs/inference.md). */
@ConfigMapping(prefix = "vigil.inference")
public interface InferenceSettings {

  /** {@code auto}: CUDA where there is a card, else CPU; {@code cpu}; {@code cuda}. */
  @WithDefault("auto")
  String device();

  /** Most pictures in one forward pass. */
  @WithDefault("8")
  int maxBatch();

  /** How long studies may take from ready to scored; decides whom a pass is cut short for. */
  Budget budget();

  /** Latency budgets by priority; stat at most that of routine. */
  interface Budget {
    /** For studies whose sender says that they cannot wait. */
    @WithDefault("PT1S")
    Duration stat();

    /** For all others. */
    @WithDefault("PT2S")
    Duration routine();
  }

  /** How long after being ready a score still serves; then a study is left unassessed. */
  Deadline deadline();

  /** Deadlines by priority; by default the policy's longest waits of stat and unassessed. */
  interface Deadline {
    /** For studies whose sender says that they cannot wait. */
    @WithDefault("PT10M")
    Duration stat();

    /** For all others. */
    @WithDefault("PT30M")
    Duration routine();
  }

  /** Most studies of each line that are fetched and prepared ahead; more stay in Kafka. */
  @WithDefault("32")
  int maxPrepared();

  /** How many pictures are decoded and prepared at once. */
  @WithDefault("2")
  int prepareThreads();

  /**
   * Name of this instance, stable over restarts and different from every other instance's: a
   * restarted instance takes over from its dead self at once.
   */
  @WithDefault("inference-1")
  String instance();

  /**
   * How long a study waits for a slot's first model after this service has started, before it is
   * left unassessed.
   */
  @WithDefault("PT20S")
  Duration modelGrace();

  /**
   * What the weights of all models may take in memory, such as {@code 2G}. Those that were not used
   * for the longest time make room for others and are loaded again when they are wanted. Without it
   * all promoted models stay.
   */
  Optional<MemorySize> modelMemory();

  /** Most uploads that are scored at once; whoever comes beyond them is asked to come again. */
  @WithDefault("16")
  int maxUploads();

  /** Most pixels of a picture that is decoded. */
  @WithDefault("50000000")
  long maxPixels();

  /**
   * Public Ed25519 keys (PEM files). With any, a bundle that none of them has signed is refused;
   * without, signatures are not looked at.
   */
  Optional<List<Path>> bundleKeys();

  /** Heat maps. */
  Explanations explanations();

  /** Heat maps are made while no study wants the device, or not at all. */
  interface Explanations {
    @WithDefault("true")
    boolean enabled();

    /** Most findings of an urgent study that are explained unasked; the strongest first. */
    @WithDefault("2")
    int findings();

    /** How heat maps of convolutional networks are found. */
    @WithDefault("grad-cam-plus-plus")
    ClassActivation method();

    /** Most studies that wait for heat maps; whoever comes beyond them gets none. */
    @WithDefault("16")
    int maxWaiting();

    /** How long a study waits for a quiet device before it gets no heat map. */
    @WithDefault("PT1M")
    Duration patience();
  }

  /** Embeddings of studies that were scored before a bundle came. */
  Archive archive();

  /** The archive is embedded while no study wants the device, or not at all. */
  interface Archive {
    /** How often it is looked for what is missing, besides after each promotion; never if zero. */
    @WithDefault("PT10M")
    Duration every();
  }

  /** Which studies go to which slot; the first rule that fits decides. */
  Routing routing();

  /** Routing rules in order. */
  interface Routing {
    List<Rule> rules();
  }

  /** One rule: all that it names must hold. */
  interface Rule {
    /** chest-xray, skin or tongue. */
    String kind();

    /** At least one image has one of these roles; any image where none is named. */
    Optional<List<String>> roles();

    /** All of these metadata are there. */
    Optional<List<String>> metadata();

    /** Only studies of these sites. */
    Optional<List<String>> sites();

    /** Where the study goes. */
    String slot();
  }
}
