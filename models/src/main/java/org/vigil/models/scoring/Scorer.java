package org.vigil.models.scoring;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.doubt.Doubt;
import org.vigil.models.doubt.Doubt.Doubted;
import org.vigil.models.doubt.DoubtLimits;
import org.vigil.models.doubt.PictureFacts;
import org.vigil.models.explanation.AttentionRollout;
import org.vigil.models.explanation.ClassActivation;
import org.vigil.models.explanation.HeatMap;
import org.vigil.models.network.Network;
import org.vigil.models.network.Networks;
import org.vigil.models.network.VisionTransformer;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.ForInference;
import org.vigil.models.preprocess.InputPipeline;
import org.vigil.models.preprocess.TestTimeTransform;
import org.vigil.models.weights.ModuleWeights;

/**
 * A bundle loaded onto a device, rewritten for inference and warmed up.
 *
 * <p>{@link #prepare} is plain Java and thread-safe; {@link #score} is for one thread at a time.
 * {@link #close} frees the device's memory; nothing may run then.
 */
public final class Scorer implements AutoCloseable {
  private static final double SHORTEST = 1e-12;

  private final Bundle bundle;
  private final NDManager manager;
  private final Network network;
  private final InputPipeline pipeline;
  private final Optional<Doubt> doubt;
  private final List<TestTimeTransform> looks;
  private final InputRoom room;

  private Scorer(Bundle bundle, NDManager manager, Network network) {
    this.bundle = bundle;
    this.manager = manager;
    this.network = network;
    this.pipeline = new InputPipeline(bundle.manifest().preprocessing());
    this.room = new InputRoom(bundle.manifest().preprocessing(), manager);
    this.doubt = bundle.manifest().doubt().map(limits -> doubt(bundle, limits));
    this.looks = bundle.manifest().doubt().map(DoubtLimits::looks).orElse(List.of());
    spread(looks); // Looks that do not serve are refused now.
  }

  private static Doubt doubt(Bundle bundle, DoubtLimits limits) {
    try {
      return Doubt.load(limits, bundle.fitted());
    } catch (IllegalArgumentException e) {
      throw new BundleException("doubt: " + e.getMessage(), e);
    }
  }

  /**
   * Loads a bundle and runs it once.
   *
   * @throws BundleException if this build does not know the network
   * @throws org.vigil.models.weights.WeightsException if the weights are for another network
   * @throws ScoringException if the first pass fails
   */
  public static Scorer load(Bundle bundle, Device device) {
    return load(bundle, device, ForInference::rewrite);
  }

  /**
   * Loads a bundle without rewriting its network, for measuring what that gains; otherwise like
   * {@link #load(Bundle, Device)}.
   */
  public static Scorer loadAsTrained(Bundle bundle, Device device) {
    return load(bundle, device, network -> {});
  }

  private static Scorer load(Bundle bundle, Device device, Consumer<Network> rewriting) {
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    try {
      Network network = network(bundle, manager);
      rewriting.accept(network);
      Scorer scorer = new Scorer(bundle, manager, network);
      scorer.score(List.of(new float[bundle.manifest().preprocessing().length()]));
      return scorer;
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  private static Network network(Bundle bundle, NDManager manager) {
    JniUtils.setGradMode(false);
    Network network = untrained(bundle.manifest(), manager);
    ModuleWeights.load(network, bundle.weights());
    return network;
  }

  private static Network untrained(BundleManifest manifest, NDManager manager) {
    var spec = manifest.network();
    try {
      Build build = new Build(manager, new Random(0));
      Network network = Networks.create(spec.name(), build, spec.options());
      if (network.featureWidth() != manifest.embeddingWidth()) {
        throw new BundleException(
            "embeddingWidth %d, but %s gives %d"
                .formatted(manifest.embeddingWidth(), spec.name(), network.featureWidth()));
      }
      return network;
    } catch (IllegalArgumentException e) {
      throw new BundleException("network: " + e.getMessage(), e);
    }
  }

  public Bundle bundle() {
    return bundle;
  }

  /** The input that the network wants of a picture. */
  public float[] prepare(Raster picture) {
    return pipeline.apply(picture);
  }

  /**
   * Scores a batch in one forward pass.
   *
   * @param inputs what {@link #prepare} gave, at least one
   * @return one score for each input, in order
   * @throws IllegalArgumentException if an input has another length, or there is none
   * @throws ScoringException if the pass fails or gives numbers that are no probabilities
   */
  public List<ImageScore> score(List<float[]> inputs) {
    return looks.isEmpty() ? plain(inputs) : inLooks(inputs);
  }

  private List<ImageScore> plain(List<float[]> inputs) {
    JniUtils.setGradMode(false); // The mode is the thread's own, and threads start with it on.
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      List<NDArray> stages = network.stages(room.batch(inputs));
      NDArray features = stages.getLast(); // [batch, width, h, w]
      float[] logits = network.head(features).toFloatArray(); // [batch, findings]
      float[] embeddings = network.embedding(features).toFloatArray(); // [batch, width]
      return scores(inputs.size(), logits, embeddings, doubts(inputs.size(), stages));
    } catch (EngineException e) {
      throw new ScoringException("the forward pass failed", e);
    }
  }

  /** One pass for all looks. What is said is said of the plain one. */
  private List<ImageScore> inLooks(List<float[]> inputs) {
    LookSpread spread = spread(looks);
    List<ImageScore> all = plain(spread.inputs(inputs));
    List<List<Double>> probabilities = all.stream().map(ImageScore::probabilities).toList();
    List<ImageScore> scores = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      ImageScore score = all.get(i);
      List<Double> spreads = spread.of(probabilities, inputs.size(), i);
      scores.add(
          new ImageScore(
              score.probabilities(),
              score.embedding(),
              Optional.of(spreads),
              score.doubted().or(() -> doubt.orElseThrow().unsure(Collections.max(spreads)))));
    }
    return scores;
  }

  private LookSpread spread(List<TestTimeTransform> ways) {
    return new LookSpread(bundle.manifest().preprocessing(), ways);
  }

  /**
   * The largest standard deviation of a probability over looks at one picture, which doubts are
   * fitted on; 0 without looks. For the thread of {@link #score}.
   *
   * @param input what {@link #prepare} gave
   * @throws IllegalArgumentException for looks that do not serve
   */
  public double spread(float[] input, List<TestTimeTransform> ways) {
    if (ways.isEmpty()) {
      return 0;
    }
    LookSpread spread = spread(ways);
    List<ImageScore> all = plain(spread.inputs(List.of(input)));
    return Collections.max(spread.of(all.stream().map(ImageScore::probabilities).toList(), 1, 0));
  }

  /**
   * The mean of every map of every stage, which doubts are fitted on. For the thread of {@link
   * #score}.
   *
   * @param inputs what {@link #prepare} gave, at least one
   */
  public List<double[]> mapMeans(List<float[]> inputs) {
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return MapMeans.of(inputs.size(), network.stages(room.batch(inputs)));
    } catch (EngineException e) {
      throw new ScoringException("the forward pass failed", e);
    }
  }

  /** What speaks against judging a picture of a site at all. Plain Java and thread-safe. */
  public Optional<Doubted> doubts(Raster picture, String site) {
    return doubt
        .filter(fitted -> fitted.limits().hold(site))
        .flatMap(fitted -> fitted.about(PictureFacts.of(picture)));
  }

  /**
   * Which parts of a picture speak for a finding, in the resolution that the network ends with.
   * Convolutional networks are asked by the gradient of the finding's logit; transformers by the
   * rollout of their attention, which is the same for every finding. For the thread of {@link
   * #score}.
   *
   * @param input what {@link #prepare} gave
   * @param finding its place among the bundle's findings
   * @throws ScoringException if the network offers neither, or the pass fails
   */
  public HeatMap explain(float[] input, int finding, ClassActivation method) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray picture = room.batch(List.of(input));
      return network instanceof VisionTransformer transformer
          ? HeatMap.square(AttentionRollout.of(transformer.attention(picture))[0])
          : method.of(network, picture, new int[] {finding}).getFirst();
    } catch (EngineException | IllegalArgumentException e) {
      throw new ScoringException("no heat map", e);
    }
  }

  /** How {@link #explain} finds its maps, for people. */
  public String explainedBy(ClassActivation method) {
    return network instanceof VisionTransformer ? "attention rollout" : method.display();
  }

  private List<Optional<Doubted>> doubts(int count, List<NDArray> stages) {
    if (doubt.isEmpty()) {
      return Collections.nCopies(count, Optional.empty());
    }
    return MapMeans.of(count, stages).stream()
        .map(means -> doubt.get().about(doubt.get().distanceOfMaps(means)))
        .toList();
  }

  private List<ImageScore> scores(
      int count, float[] logits, float[] embeddings, List<Optional<Doubted>> doubted) {
    int findings = logits.length / count;
    int width = embeddings.length / count;
    List<ImageScore> scores = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      scores.add(
          new ImageScore(
              probabilities(logits, i * findings, findings),
              unit(embeddings, i * width, width),
              Optional.empty(),
              doubted.get(i)));
    }
    return scores;
  }

  private List<Double> probabilities(float[] logits, int from, int count) {
    double[] scaled = new double[count];
    for (int i = 0; i < count; i++) {
      scaled[i] = logits[from + i] / bundle.manifest().calibration().temperature();
    }
    double[] values =
        bundle.manifest().activation() == Activation.SOFTMAX
            ? Probabilities.softmax(scaled)
            : Probabilities.sigmoid(scaled);
    List<Double> list = new ArrayList<>(count);
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new ScoringException("the network gave a probability of " + value);
      }
      list.add(value);
    }
    return list;
  }

  private static List<Float> unit(float[] vectors, int from, int width) {
    double squares = 0;
    for (int i = from; i < from + width; i++) {
      squares += (double) vectors[i] * vectors[i];
    }
    double length = Math.max(Math.sqrt(squares), SHORTEST);
    List<Float> unit = new ArrayList<>(width);
    for (int i = from; i < from + width; i++) {
      unit.add((float) (vectors[i] / length));
    }
    return unit;
  }

  @Override
  public void close() {
    manager.close();
  }
}
