package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.loss.TripletBatchAll.Over;
import org.vigil.models.loss.WeightedCrossEntropy.Divisor;

/** From a loss case of the reference values to our loss of the same configuration. */
final class GoldenLosses {
  private final JsonNode params;
  private final JsonNode inputs;

  private GoldenLosses(JsonNode node) {
    this.params = node.get("params");
    this.inputs = node.get("inputs");
  }

  /** Fails for a loss that nothing here stands for. */
  static Autograd.Scalar of(JsonNode node) {
    GoldenLosses losses = new GoldenLosses(node);
    String name = node.get("loss").asText();
    return switch (name) {
      case "bce_with_logits" -> losses.onTargets(losses.binaryCrossEntropy());
      case "sigmoid_focal" -> losses.onTargets(losses.focal());
      case "asymmetric" -> losses.onTargets(losses.asymmetric());
      case "zlpr" -> losses.onTargets(FocalZlpr.zlpr());
      case "fzlpr" -> losses.onTargets(new FocalZlpr(losses.number("tau")));
      case "weighted_cross_entropy" -> losses.onLabels(losses.weighted("normalisation"));
      case "cross_entropy" -> losses.onLabels(losses.crossEntropy());
      case "triplet_batch_hard" -> losses.onEmbeddings(losses.hardest());
      case "triplet_batch_all" -> losses.onEmbeddings(losses.allTriplets());
      case "contrastive" -> losses.onEmbeddings(losses.contrastive());
      case "distillation_kl" -> losses::distillation;
      case "mse" -> losses::meanSquaredError;
      case "dualref_regulariser" -> losses::regulariser;
      case "dualref_total" -> losses::dualRef;
      case "jif_total" -> losses::jointIndividual;
      case "ammfm_total" -> losses.onPairs(PairedLoss.sum(losses.tasks()));
      case "fusionm4net_overall" -> losses.onPairs(losses.fusionM4Net());
      case "pemm_biased" -> losses.onPairs(PairedLoss.biased(losses.number("W"), losses.tasks()));
      case "pemm_equal" -> losses.onPairs(PairedLoss.equal(losses.tasks()));
      case "msvit_total" -> losses::multiScale;
      default -> throw new AssertionError("nothing here stands for the loss " + name);
    };
  }

  private double number(String name) {
    return params.get(name).asDouble();
  }

  private Reduction reduction() {
    return switch (params.get("reduction").asText()) {
      case "mean" -> Reduction.MEAN;
      case "sum" -> Reduction.SUM;
      default -> throw new AssertionError(params.toString());
    };
  }

  private Loss binaryCrossEntropy() {
    JsonNode weights = params.path("pos_weight");
    return weights.isMissingNode()
        ? new BinaryCrossEntropy(reduction())
        : new BinaryCrossEntropy(reduction(), GoldenArray.numbers(weights));
  }

  private Loss focal() {
    JsonNode alpha = params.get("alpha");
    return new SigmoidFocal(
        number("gamma"),
        alpha.isNull() ? OptionalDouble.empty() : OptionalDouble.of(alpha.asDouble()),
        reduction());
  }

  private Loss asymmetric() {
    return new Asymmetric(
        number("gamma_pos"), number("gamma_neg"), number("clip"), number("eps"), reduction());
  }

  private WeightedCrossEntropy weighted(String divisor) {
    return new WeightedCrossEntropy(
        GoldenArray.numbers(params.get("weights")),
        switch (params.get(divisor).asText()) {
          case "weights" -> Divisor.WEIGHTS;
          case "samples" -> Divisor.SAMPLES;
          case "sum" -> Divisor.NONE;
          default -> throw new AssertionError(params.toString());
        });
  }

  private Loss crossEntropy() {
    if (reduction() != Reduction.MEAN) {
      throw new AssertionError(params.toString());
    }
    return WeightedCrossEntropy.unweighted(inputs.get("logits").get(0).size());
  }

  private Loss hardest() {
    requireEuclidean();
    return new TripletBatchHard(number("margin"));
  }

  private Loss allTriplets() {
    requireEuclidean();
    String over = params.get("mean_over").asText();
    return new TripletBatchAll(
        number("margin"),
        switch (over) {
          case "valid" -> Over.VALID;
          case "active" -> Over.ACTIVE;
          default -> throw new AssertionError(over);
        });
  }

  private void requireEuclidean() {
    if (!"euclidean".equals(params.get("distance").asText())) {
      throw new AssertionError(params.toString());
    }
  }

  private Loss contrastive() {
    return new Contrastive(number("margin"), number("factor"));
  }

  private Loss tasks() {
    List<Integer> widths =
        Arrays.stream(GoldenArray.integers(params.get("tasks"))).boxed().toList();
    if (!widths.equals(MultiTaskCrossEntropy.SEVEN_POINT)) {
      throw new AssertionError(widths.toString());
    }
    return new MultiTaskCrossEntropy(widths, !"sum".equals(params.path("batch").asText()));
  }

  private PairedLoss fusionM4Net() {
    if (!params.has("scale")) {
      return PairedLoss.sum(tasks());
    }
    PairedLoss published = PairedLoss.fusionM4NetAsPublished(tasks());
    if (Math.abs(published.fusion() - number("scale")) > 1e-15) {
      throw new AssertionError(params.toString());
    }
    return published;
  }

  private Autograd.Scalar onTargets(Loss loss) {
    return in -> {
      NDArray logits = in.get("logits");
      GoldenArray targets = GoldenArray.of(inputs.get("targets"));
      return loss.of(logits, Autograd.array(logits.getManager(), targets, logits.getDataType()));
    };
  }

  private Autograd.Scalar onLabels(Loss loss) {
    return in -> loss.of(in.get("logits"), labels(in.get("logits")));
  }

  private Autograd.Scalar onEmbeddings(Loss loss) {
    return in -> loss.of(in.get("embeddings"), labels(in.get("embeddings")));
  }

  private Autograd.Scalar onPairs(PairedLoss loss) {
    return in -> {
      NDArray derm = in.get("derm");
      int[][] labels = GoldenArray.integerRows(inputs.get("labels"));
      NDArray targets = OneHot.of(labels, MultiTaskCrossEntropy.SEVEN_POINT, derm);
      return loss.of(derm, in.get("clin"), in.get("fusion"), targets);
    };
  }

  /** One-hot labels, as many columns as classes (of logits) or as labels ask for. */
  private NDArray labels(NDArray like) {
    int[] labels = GoldenArray.integers(inputs.get("labels"));
    int named = Arrays.stream(labels).max().orElse(0) + 1;
    return OneHot.of(labels, (int) Math.max(named, like.getShape().get(1)), like);
  }

  private NDArray distillation(Map<String, NDArray> in) {
    NDArray student = in.get("student");
    NDArray teacher = constant(inputs.get("teacher"), student);
    return new Distillation(number("temperature")).of(student, teacher);
  }

  private NDArray meanSquaredError(Map<String, NDArray> in) {
    NDArray prediction = in.get("prediction");
    return new MeanSquaredError().of(prediction, constant(inputs.get("target"), prediction));
  }

  private NDArray constant(JsonNode node, NDArray like) {
    return Autograd.array(like.getManager(), GoldenArray.of(node), like.getDataType());
  }

  private NDArray regulariser(Map<String, NDArray> in) {
    return regulariser("norm").of(in.get("before"), in.get("classifier"));
  }

  private ClassFrequencyRegulariser regulariser(String norm) {
    return new ClassFrequencyRegulariser(
        number("lam"),
        GoldenArray.numbers(params.get("f_before")),
        GoldenArray.numbers(params.get("f_class")),
        switch (params.get(norm).asText()) {
          case "mean" -> true;
          case "sum" -> false;
          default -> throw new AssertionError(params.toString());
        });
  }

  private NDArray dualRef(Map<String, NDArray> in) {
    NDArray before = in.get("before");
    NDArray hidden = Activation.relu(constant(params.get("x"), before).matMul(before.transpose()));
    NDArray logits = hidden.matMul(in.get("classifier").transpose());
    DualRefLoss loss =
        new DualRefLoss(
            number("alpha"),
            number("beta"),
            number("gamma"),
            weighted("cross_entropy_normalisation"),
            regulariser("regulariser_norm"));
    int[] labels = GoldenArray.integers(params.get("labels"));
    NDArray targets = OneHot.of(labels, (int) logits.getShape().get(1), logits);
    NDArray wanted = constant(params.get("sr_target"), before);
    return loss.of(logits, targets, in.get("sr"), wanted, before, in.get("classifier"));
  }

  private NDArray jointIndividual(Map<String, NDArray> in) {
    JointIndividualLoss loss = new JointIndividualLoss(number("beta"), weighted("normalisation"));
    NDArray image = in.get("image");
    return loss.of(image, in.get("meta"), in.get("fused"), labels(image));
  }

  private NDArray multiScale(Map<String, NDArray> in) {
    NDArray logits = in.get("logits");
    if (!params.get("triplet").asText().equals("batch hard, margin .2")
        || !params.get("contrastive").asText().equals("margin 1, factor .5")) {
      throw new AssertionError(params.toString());
    }
    LossWeights weights =
        new LossWeights(number("w_ce"), number("w_contrastive"), number("w_triplet"));
    int classes = (int) logits.getShape().get(1);
    return new DynamicMultiLoss(WeightedCrossEntropy.unweighted(classes))
        .of(weights, logits, in.get("embeddings"), labels(logits));
  }
}
