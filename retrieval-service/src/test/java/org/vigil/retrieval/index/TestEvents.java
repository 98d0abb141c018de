package org.vigil.retrieval.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.FindingVerdict;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StageTimes;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;

/** Events as inference and the worklist write them. */
public final class TestEvents {
  public static final String SPACE = "chest-xray/1.0";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private TestEvents() {}

  /** A study of a site that was scored with an embedding. */
  public static StudyScored scored(String study, String site, List<Float> embedding) {
    return scored(study, site, 1, embedding);
  }

  public static StudyScored scored(String study, String site, int revision, List<Float> embedding) {
    return event(study, site, revision, outcome(SPACE, embedding));
  }

  public static StudyScored abstained(String study, String site) {
    return event(study, site, 1, new Abstained("no-model", "nothing active", null));
  }

  public static Scored outcome(String space, List<Float> embedding) {
    return Scored.newBuilder()
        .setBundle(new BundleRef("chest-xray", space.substring(11), "d".repeat(64)))
        .setPreprocessing("p1")
        .setThresholdsVersion("t1")
        .setFindings(List.of())
        .setInputsUsed(List.of("b".repeat(64)))
        .setInputsMissing(List.of())
        .setEmbeddingSpace(space)
        .setEmbedding(embedding)
        .build();
  }

  private static StudyScored event(String study, String site, int revision, Object outcome) {
    return StudyScored.newBuilder()
        .setStudyId(study)
        .setRevision(revision)
        .setSite(site)
        .setKind(StudyKind.CHEST_XRAY)
        .setPriority(Priority.ROUTINE)
        .setSlot("chest-xray")
        .setOutcome(outcome)
        .setImages(List.of(image("a"), image("b")))
        .setReceivedAt(NOW)
        .setReadyAt(NOW)
        .setScoredAt(NOW)
        .setTimes(new StageTimes(1.0, 1.0, 1.0, 1.0))
        .build();
  }

  private static NormalisedImage image(String letter) {
    return NormalisedImage.newBuilder()
        .setImageId(letter.repeat(64))
        .setRole(ImageRole.FRONTAL)
        .setRoleSource(RoleSource.DICOM)
        .setRawKey("raw/x")
        .setObjectKey("normalised/x")
        .setSha256("c".repeat(64))
        .setWidth(10)
        .setHeight(10)
        .setBitsPerSample(16)
        .setChannels(1)
        .setNormalisation("n1")
        .build();
  }

  /** A reader's word, given some seconds after the others began. */
  public static VerdictGiven verdict(String study, String reader, String diagnosis, int seconds) {
    return VerdictGiven.newBuilder()
        .setVerdictId(study + reader + seconds)
        .setStudyId(study)
        .setRevision(1)
        .setReader(reader)
        .setDiagnosis(diagnosis)
        .setFindings(List.of(new FindingVerdict("Pneumonia", true)))
        .setNote("Mrs Smith's film")
        .setGivenAt(NOW.plusSeconds(seconds))
        .build();
  }

  public static List<Float> random(Random random, int width) {
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      values.add((float) random.nextGaussian());
    }
    return values;
  }
}
