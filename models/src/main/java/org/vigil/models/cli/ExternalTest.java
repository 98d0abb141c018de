package org.vigil.models.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.vigil.models.dataset.Ph2;
import org.vigil.models.metric.Interval;
import org.vigil.models.preprocess.InputPipeline;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.training.Trainer;

/**
 * Melanoma on PH2, pictures of another hospital that no part of the training saw; they take the way
 * of inference, from full pictures through the input pipeline.
 */
final class ExternalTest {
  static final String FOLDER = "dermoscopy";
  private static final String FINDING = "MEL";

  private final Ph2 pictures;

  ExternalTest(Path data) {
    this.pictures = Ph2.read(data.resolve(FOLDER));
  }

  /** "140 pictures, 40 melanomas". */
  String size() {
    long melanomas = pictures.lesions().stream().filter(Ph2.Lesion::melanoma).count();
    return pictures.lesions().size() + " pictures, " + melanomas + " melanomas";
  }

  /** AUC, sensitivity and specificity of melanoma, by name. */
  Map<String, Interval> intervals(
      Demonstration demo, Trainer trainer, double temperature, double threshold) {
    double[][] logits = trainer.logits(inputs(demo.input));
    Evaluation evaluation =
        new Evaluation(demo.findingNames(), demo.activation(), logits, new int[logits.length]);
    double[] scores = evaluation.scores(demo.findingNames().indexOf(FINDING), temperature);
    boolean[] present = pictures.melanomas();
    Map<String, Interval> all = new LinkedHashMap<>();
    all.put("auc." + FINDING, Evaluation.aucInterval(scores, present));
    all.putAll(new OperatingCharacteristics(scores, present, threshold).intervals(FINDING));
    return all;
  }

  private List<float[]> inputs(InputSpec spec) {
    InputPipeline pipeline = new InputPipeline(spec);
    List<float[]> inputs = new ArrayList<>();
    for (Ph2.Lesion lesion : pictures.lesions()) {
      try {
        inputs.add(pipeline.apply(ImageIO.read(lesion.picture().toFile()).getRaster()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return inputs;
  }
}
