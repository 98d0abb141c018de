package org.vigil.retrieval.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.FindingVerdict;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StageTimes;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyOrigin;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.id.Sha256;

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
    return event(study, site, revision, outcome(study, SPACE, embedding));
  }

  public static StudyScored abstained(String study, String site) {
    return event(study, site, 1, new Abstained("no-model", "nothing active", null));
  }

  public static Scored outcome(String study, String space, List<Float> embedding) {
    return Scored.newBuilder()
        .setBundle(new BundleRef("chest-xray", space.substring(11), "d".repeat(64)))
        .setPreprocessing("p1")
        .setThresholdsVersion("t1")
        .setFindings(
            List.of(
                new FindingScore("Pneumonia", null, 0.7, 0.5, null),
                new FindingScore("Effusion", null, 0.2, 0.5, null)))
        .setInputsUsed(List.of(imageId(study, "b")))
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
        .setImages(List.of(image(study, "a"), image(study, "b")))
        .setReceivedAt(NOW)
        .setReadyAt(NOW)
        .setScoredAt(NOW)
        .setTimes(new StageTimes(1.0, 1.0, 1.0, 1.0))
        .build();
  }

  /** The ImageId of one of a study's two pictures, a and b; the model uses b. */
  public static String imageId(String study, String letter) {
    return Sha256.of(study + letter).hex();
  }

  public static String objectKey(String study, String letter) {
    return "normalised/n1/" + imageId(study, letter) + ".png";
  }

  private static NormalisedImage image(String study, String letter) {
    return NormalisedImage.newBuilder()
        .setImageId(imageId(study, letter))
        .setRole(ImageRole.FRONTAL)
        .setRoleSource(RoleSource.DICOM)
        .setRawKey("raw/x")
        .setObjectKey(objectKey(study, letter))
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

  /** The same study, of a patient who agreed, refused or was not asked. */
  public static StudyScored of(StudyScored event, String patient, Boolean reuse) {
    return with(event, "origin", new StudyOrigin(patient, "X-1", reuse));
  }

  public static StudyErased erased(String study, ErasureScope scope) {
    return new StudyErased(study, scope, "consent-withdrawn", "patient", NOW);
  }

  /** A reader takes back what they had said. */
  public static VerdictGiven withdrawn(String study, String reader, int seconds) {
    VerdictGiven verdict = verdict(study, reader, null, seconds);
    with(verdict, "findings", List.of());
    with(verdict, "note", null);
    return with(verdict, "withdrawn", true);
  }

  /** Avro's copying builders fail where test and service load events by different class loaders. */
  private static <T extends SpecificRecord> T with(T event, String field, Object value) {
    event.put(event.getSchema().getField(field).pos(), value);
    return event;
  }

  public static List<Float> random(Random random, int width) {
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      values.add((float) random.nextGaussian());
    }
    return values;
  }
}
