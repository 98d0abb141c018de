package org.vigil.training.feedback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.id.Sha256;

/** Events of made-up studies. */
public final class TestStudies {
  public static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
  public static final String FINDING = "Pneumonia";

  private TestStudies() {}

  public static String id(int number) {
    return "s" + Sha256.of("study " + number).hex().substring(0, 32);
  }

  public static NormalisedImage image(String name, ImageRole role) {
    String sha = Sha256.of(name).hex();
    return NormalisedImage.newBuilder()
        .setImageId(sha)
        .setRole(role)
        .setRoleSource(RoleSource.DECLARED)
        .setRawKey("raw/site/" + sha)
        .setObjectKey("normalised/n3/" + sha + ".png")
        .setSha256(sha)
        .setWidth(28)
        .setHeight(28)
        .setBitsPerSample(8)
        .setChannels(1)
        .setNormalisation("n3")
        .build();
  }

  public static StudyReady ready(String study, int revision) {
    return StudyReady.newBuilder()
        .setStudyId(study)
        .setRevision(revision)
        .setSite("st-olav")
        .setKind(StudyKind.CHEST_XRAY)
        .setPriority(Priority.ROUTINE)
        .setComplete(true)
        .setImages(images(study, revision))
        .setMetadata(Map.of("age", "64", "sex", "female"))
        .setReceivedAt(START)
        .setReadyAt(START.plusSeconds(1))
        .build();
  }

  private static List<NormalisedImage> images(String study, int revision) {
    List<NormalisedImage> images = new ArrayList<>();
    for (int i = 1; i <= revision; i++) {
      images.add(image(study + i, ImageRole.FRONTAL));
    }
    return images;
  }

  public static StudyScored scored(String study, int revision, String version, double score) {
    return StudyScored.newBuilder()
        .setStudyId(study)
        .setRevision(revision)
        .setSite("st-olav")
        .setKind(StudyKind.CHEST_XRAY)
        .setPriority(Priority.ROUTINE)
        .setSlot("chest-xray")
        .setOutcome(word(version, score))
        .setImages(images(study, revision))
        .setMetadata(Map.of("age", "64", "sex", "female"))
        .setReceivedAt(START)
        .setReadyAt(START.plusSeconds(1))
        .setScoredAt(START.plusSeconds(2))
        .setTimes(new StageTimes(1.0, 1.0, 1.0, 1.0))
        .build();
  }

  private static Scored word(String version, double score) {
    return Scored.newBuilder()
        .setBundle(new BundleRef("chest-xray", version, Sha256.of(version).hex()))
        .setPreprocessing("p1")
        .setThresholdsVersion("t1")
        .setFindings(
            List.of(
                FindingScore.newBuilder()
                    .setFinding(FINDING)
                    .setScore(score)
                    .setThreshold(0.5)
                    .build()))
        .setInputsUsed(List.of())
        .setInputsMissing(List.of())
        .setEmbeddingSpace("chest-xray/" + version)
        .setEmbedding(List.of(1f))
        .build();
  }

  public static VerdictGiven verdict(String study, String reader, boolean present, int minute) {
    return VerdictGiven.newBuilder()
        .setVerdictId("v-%s-%s-%d".formatted(study, reader, minute))
        .setStudyId(study)
        .setRevision(1)
        .setReader(reader)
        .setFindings(List.of(new FindingVerdict(FINDING, present)))
        .setGivenAt(START.plusSeconds(60L * minute))
        .build();
  }

  public static VerdictGiven withdrawal(String study, String reader, int minute) {
    return VerdictGiven.newBuilder(verdict(study, reader, true, minute))
        .setFindings(List.of())
        .setWithdrawn(true)
        .build();
  }

  public static StudyErased erasure(String study, ErasureScope scope) {
    return StudyErased.newBuilder()
        .setStudyId(study)
        .setScope(scope)
        .setReason("patient-request")
        .setBy("data-protection")
        .setAt(START.plusSeconds(9_000))
        .build();
  }

  /** A case with one picture and the word of some readers. */
  public static LabelledCase labelled(int number, boolean... votes) {
    LabelledCase labelled = LabelledCase.unknown(id(number)).with(ready(id(number), 1));
    for (int i = 0; i < votes.length; i++) {
      labelled = labelled.with(verdict(id(number), "reader-" + i, votes[i], i));
    }
    return labelled;
  }
}
