package org.vigil.training.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.training.feedback.CaseImage;
import org.vigil.training.feedback.CasePart;
import org.vigil.training.feedback.CaseParts;
import org.vigil.training.feedback.FindingLabel;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.PoolQuery;

/**
 * Draws data sets from the labelled pool for bundles of one picture.
 *
 * <p>A case is taken if most readers agree on every finding of the bundle (or, where one of the
 * findings is present, on which), and it has a picture of a role that the bundle scores. All such
 * pictures of a training case are learnt from; of the others the first one stands for the study, so
 * that the cases that bundles are compared on are independent.
 *
 * <p>A picture belongs to the part of the study that brought it first, for ever: sent once more
 * under another StudyId it is neither learnt from and tested on, nor the other way round.
 */
public final class FeedbackDataSets {
  private static final String LICENCE = "the installation's own studies; not for publication";

  private final CaseParts parts;

  public FeedbackDataSets(CaseParts parts) {
    this.parts = parts;
  }

  /**
   * @param manifest of the bundle that the data set is for: its findings, roles and activation
   * @param pool every labelled case, whether wanted or not
   * @param query those that are wanted
   */
  public DataSet draw(BundleManifest manifest, List<LabelledCase> pool, PoolQuery query) {
    Map<String, CasePart> owners = owners(pool);
    List<LabelledCase> cases = pool.stream().filter(query::wants).toList();
    Map<String, Integer> leftOut = new TreeMap<>();
    List<DataSet.Item> items = new ArrayList<>();
    for (LabelledCase labelled : cases) {
      items.addAll(items(manifest, labelled, owners, leftOut));
    }
    return new DataSet(
        1,
        manifest.slot(),
        manifest.findingNames(),
        LICENCE,
        "%d labelled studies of the pool".formatted(cases.size()),
        List.copyOf(items),
        leftOut);
  }

  /** The part that each picture belongs to, by its digest. */
  private Map<String, CasePart> owners(List<LabelledCase> pool) {
    Map<String, CasePart> owners = new HashMap<>();
    pool.stream()
        .sorted(
            Comparator.comparing((LabelledCase c) -> c.facts().orElseThrow().receivedAt())
                .thenComparing(LabelledCase::studyId))
        .forEach(
            labelled ->
                labelled
                    .facts()
                    .orElseThrow()
                    .images()
                    .forEach(image -> owners.putIfAbsent(image.sha256(), parts.of(labelled))));
    return owners;
  }

  private List<DataSet.Item> items(
      BundleManifest manifest,
      LabelledCase labelled,
      Map<String, CasePart> owners,
      Map<String, Integer> leftOut) {
    CasePart part = parts.of(labelled);
    List<CaseImage> pictures =
        labelled.facts().orElseThrow().images().stream()
            .filter(image -> manifest.inputs().roles().contains(image.role()))
            .toList();
    if (pictures.isEmpty()) {
      leftOut.merge("no picture of a role that the bundle scores", 1, Integer::sum);
      return List.of();
    }
    List<CaseImage> own =
        pictures.stream().filter(image -> owners.get(image.sha256()) == part).toList();
    if (own.isEmpty()) {
      leftOut.merge("its pictures came first with a study of another part", 1, Integer::sum);
      return List.of();
    }
    return target(manifest, labelled, leftOut).stream()
        .flatMap(
            target ->
                (part == CasePart.TRAIN ? own : own.subList(0, 1))
                    .stream().map(picture -> item(labelled, picture, part, target)))
        .toList();
  }

  private static DataSet.Item item(
      LabelledCase labelled, CaseImage picture, CasePart part, Target target) {
    return new DataSet.Item(
        labelled.studyId(),
        picture.objectKey(),
        picture.sha256(),
        part,
        target.shares(),
        target.present(),
        Strata.of(labelled.facts().orElseThrow()));
  }

  private record Target(List<Double> shares, List<Boolean> present) {}

  private static Optional<Target> target(
      BundleManifest manifest, LabelledCase labelled, Map<String, Integer> leftOut) {
    Map<String, FindingLabel> votes = votes(labelled, manifest.findingNames());
    return manifest.activation() == Activation.SOFTMAX
        ? oneOf(manifest.findingNames(), votes, leftOut)
        : eachOf(manifest.findingNames(), votes, leftOut);
  }

  /** Votes on findings; a reader who only wrote a diagnosis votes for the finding of that name. */
  private static Map<String, FindingLabel> votes(LabelledCase labelled, List<String> findings) {
    Map<String, FindingLabel> votes = new HashMap<>(labelled.labels());
    labelled.verdicts().values().stream()
        .filter(verdict -> !verdict.withdrawn() && verdict.findings().isEmpty())
        .flatMap(verdict -> verdict.diagnosis().stream())
        .flatMap(words -> findings.stream().filter(words::equalsIgnoreCase))
        .forEach(
            finding ->
                votes.merge(
                    finding,
                    new FindingLabel(1, 0),
                    (a, b) ->
                        new FindingLabel(a.present() + b.present(), a.absent() + b.absent())));
    return votes;
  }

  private static Optional<Target> eachOf(
      List<String> findings, Map<String, FindingLabel> votes, Map<String, Integer> leftOut) {
    if (!votes.keySet().containsAll(findings)) {
      leftOut.merge("no reader's word on every finding", 1, Integer::sum);
      return Optional.empty();
    }
    if (findings.stream().map(votes::get).anyMatch(label -> !label.decided())) {
      leftOut.merge("as many readers say present as absent", 1, Integer::sum);
      return Optional.empty();
    }
    return Optional.of(
        new Target(
            findings.stream().map(f -> votes.get(f).share()).toList(),
            findings.stream().map(f -> votes.get(f).majority()).toList()));
  }

  private static Optional<Target> oneOf(
      List<String> findings, Map<String, FindingLabel> votes, Map<String, Integer> leftOut) {
    List<Integer> present =
        findings.stream().map(f -> votes.containsKey(f) ? votes.get(f).present() : 0).toList();
    int most = present.stream().mapToInt(Integer::intValue).max().orElse(0);
    if (most == 0) {
      leftOut.merge("no reader names one of the findings", 1, Integer::sum);
      return Optional.empty();
    }
    if (present.stream().filter(count -> count == most).count() > 1) {
      leftOut.merge("readers do not agree on which finding it is", 1, Integer::sum);
      return Optional.empty();
    }
    double all = present.stream().mapToInt(Integer::intValue).sum();
    return Optional.of(
        new Target(
            present.stream().map(count -> count / all).toList(),
            present.stream().map(count -> count == most).toList()));
  }
}
