package org.vigil.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.metric.Auc;
import org.vigil.models.scoring.Scorer;
import org.vigil.training.dataset.DataSet;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.CasePart;

class TrainerMainTest {
  @TempDir Path root;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(JobFolder folder) {
    return new TrainerMain(folder, new PrintStream(said, true, StandardCharsets.UTF_8)).run();
  }

  private List<TrainerLine> lines() {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .map(TrainerLine::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private String refusal() {
    return assertInstanceOf(TrainerLine.Refused.class, lines().getLast()).reason();
  }

  @Test
  void aNetworkLearnsWhatReadersSayAndIsComparedWithTheActiveBundle() {
    JobFolder folder = TestJobs.fill(root, 200, 6, Job.Start.FRESH);
    assertEquals(0, run(folder), said::toString);
    Bundle bundle = Bundle.read(BundleFiles.in(folder.bundle()));
    assertEquals("r1-0000", bundle.manifest().version());
    assertTrue(bundle.manifest().provenance().data().containsKey("parent bundle chest-xray/1.0"));
    EvaluatedCases cases = Documents.read(folder.cases(), EvaluatedCases.class);
    assertEquals(40, cases.cases().size());
    assertTrue(cases.cases().stream().allMatch(c -> c.part() == CasePart.TEST));
    double[] scores = cases.cases().stream().mapToDouble(c -> c.candidate().get(0)).toArray();
    boolean[] present = new boolean[scores.length];
    for (int i = 0; i < present.length; i++) {
      present[i] = cases.cases().get(i).present().get(0);
    }
    assertTrue(Auc.of(scores, present).orElseThrow() > 0.95);
    assertEquals(6, lines().stream().filter(TrainerLine.EpochDone.class::isInstance).count());
    assertInstanceOf(TrainerLine.Done.class, lines().getLast());
  }

  @Test
  void startedAgainAfterItsEndItGivesTheSameBytes() throws Exception {
    JobFolder folder = TestJobs.fill(root, 60, 2, Job.Start.PARENT);
    assertEquals(0, run(folder));
    byte[] manifest = Files.readAllBytes(folder.bundle().resolve("manifest.json"));
    assertEquals(0, run(folder));
    assertArrayEquals(manifest, Files.readAllBytes(folder.bundle().resolve("manifest.json")));
  }

  @Test
  void aBundleLearnsWhatItDoesNotKnow() throws Exception {
    JobFolder folder = TestJobs.fillDoubting(root, 200, 0.1);
    assertEquals(0, run(folder), said::toString);
    Bundle bundle = Bundle.read(BundleFiles.in(folder.bundle()));
    assertEquals(0.1, bundle.manifest().doubt().orElseThrow().falseAbstention());
    assertTrue(bundle.card().contains("## Not knowing"), bundle::card);
    EvaluatedCases cases = Documents.read(folder.cases(), EvaluatedCases.class);
    assertTrue(cases.candidateAbstains().orElseThrow() <= 12, cases.candidateAbstains()::toString);
    assertEquals(Optional.empty(), cases.referenceAbstains());
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      BufferedImage flat = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      assertTrue(scorer.doubts(flat.getRaster(), "ward").isPresent());
    }
  }

  @Test
  void aSuccessorOfABundleThatDoubtsDoubtsTooOrIsNotMade() throws Exception {
    JobFolder first = TestJobs.fillDoubting(root.resolve("first"), 200, 0.1);
    assertEquals(0, run(first), said::toString);
    JobFolder heir = TestJobs.fill(root.resolve("heir"), 200, 1, Job.Start.PARENT);
    bequeath(first, heir);
    assertEquals(0, run(heir), said::toString);
    Bundle bundle = Bundle.read(BundleFiles.in(heir.bundle()));
    assertEquals(0.1, bundle.manifest().doubt().orElseThrow().falseAbstention());
    JobFolder poor = TestJobs.fill(root.resolve("poor"), 40, 1, Job.Start.PARENT);
    bequeath(first, poor);
    assertEquals(TrainerMain.REFUSED, run(poor));
    assertTrue(refusal().contains("too few"), this::refusal);
    assertFalse(Files.exists(poor.bundle()));
  }

  private static void bequeath(JobFolder first, JobFolder heir) throws Exception {
    for (String name : List.of("manifest.json", "weights.safetensors", "model-card.md")) {
      Files.copy(
          first.bundle().resolve(name),
          heir.parent().resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void unreadablePicturesAreCountedAndListedAndTooManyEndTheJob() throws Exception {
    JobFolder folder = TestJobs.fill(root, 60, 1, Job.Start.FRESH);
    List<DataSet.Item> items = Documents.read(folder.dataSet(), DataSet.class).items();
    Files.writeString(folder.pictures().resolve(items.get(0).sha256() + ".png"), "no picture");
    assertEquals(0, run(folder), said::toString);
    TrainerLine.Unreadable some =
        lines().stream()
            .filter(TrainerLine.Unreadable.class::isInstance)
            .map(TrainerLine.Unreadable.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(new TrainerLine.Unreadable(1, 60, List.of(items.get(0).sha256())), some);
    for (int i = 1; i < 10; i++) {
      Files.delete(folder.pictures().resolve(items.get(i).sha256() + ".png"));
    }
    assertEquals(TrainerMain.REFUSED, run(folder));
    assertTrue(refusal().contains("10 of 60"), this::refusal);
  }

  @Test
  void aLossThatIsNoNumberEndsTheJobAndKeepsTheBatch() {
    JobFolder folder = TestJobs.fill(root, 60, 3, Job.Start.FRESH, 1e30);
    assertEquals(TrainerMain.REFUSED, run(folder));
    assertTrue(refusal().contains("epoch"), this::refusal);
    assertTrue(Files.exists(folder.diverged()));
    assertFalse(Files.exists(folder.bundle()));
  }

  @Test
  void oneClassIsNothingToLearn() {
    JobFolder folder = TestJobs.fill(root, 60, 1, Job.Start.FRESH);
    keepNegatives(folder, CasePart.TRAIN);
    assertEquals(TrainerMain.REFUSED, run(folder));
    assertTrue(refusal().contains("nothing to tell apart"), this::refusal);
  }

  @Test
  void oneClassIsNothingToChooseBy() {
    JobFolder folder = TestJobs.fill(root, 60, 1, Job.Start.FRESH);
    keepNegatives(folder, CasePart.VALIDATION);
    assertEquals(TrainerMain.REFUSED, run(folder));
    assertTrue(refusal().contains("the validation part (6 cases)"), this::refusal);
    assertFalse(Files.exists(folder.bundle()));
  }

  /** Takes the cases with the finding out of a part. */
  private static void keepNegatives(JobFolder folder, CasePart part) {
    DataSet data = Documents.read(folder.dataSet(), DataSet.class);
    List<DataSet.Item> negatives =
        data.items().stream()
            .filter(item -> item.part() != part || !item.present().get(0))
            .toList();
    Documents.write(
        folder.dataSet(),
        new DataSet(
            1, data.slot(), data.findings(), data.licence(), "", negatives, data.leftOut()));
  }

  @Test
  void anArchiveWithALabelThatTheBundleDoesNotKnowIsRefused() throws Exception {
    JobFolder folder = TestJobs.fillFromArchive(root, new int[] {0, 1, 0, 1, 2, 0});
    assertEquals(TrainerMain.REFUSED, run(folder));
    assertEquals("picture 4 has label 2; the bundle knows 0 to 1", refusal());
    assertFalse(Files.exists(folder.bundle()));
  }

  @Test
  void anArchiveThatIsNotTheOneAskedOnIsRefused() throws Exception {
    JobFolder folder = TestJobs.fillFromArchive(root, new int[] {0, 1, 0, 1});
    Path archive = root.resolve("pictures.npz");
    Files.write(archive, new byte[] {0}, StandardOpenOption.APPEND);
    assertEquals(TrainerMain.REFUSED, run(folder));
    assertEquals("pictures.npz is not the file that the run was asked on", refusal());
  }
}
