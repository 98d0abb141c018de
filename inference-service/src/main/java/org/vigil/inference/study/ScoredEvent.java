package org.vigil.inference.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.inference.model.HostedModel;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.scoring.ImageScore;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StageTimes;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.word.Words;

/**
 * Says a result as the event that everybody downstream reads, with all that its numbers can be
 * traced and recomputed by.
 */
public final class ScoredEvent {
  private ScoredEvent() {}

  /**
   * @param now the event's time, and the day whose thresholds are in force
   */
  public static StudyScored of(StudyResult result, Instant now) {
    StudyReady study = result.prepared().study();
    StudyScored.Builder builder =
        StudyScored.newBuilder()
            .setStudyId(study.getStudyId())
            .setRevision(study.getRevision())
            .setSite(study.getSite())
            .setKind(study.getKind())
            .setPriority(study.getPriority())
            .setImages(study.getImages())
            .setMetadata(study.getMetadata())
            .setReceivedAt(study.getReceivedAt())
            .setReadyAt(study.getReadyAt())
            .setScoredAt(now)
            .setOrigin(study.getOrigin());
    return switch (result) {
      case StudyResult.Answered answered -> answered(builder, answered, now).build();
      case StudyResult.Unanswered unanswered -> unanswered(builder, unanswered).build();
    };
  }

  private static StudyScored.Builder answered(
      StudyScored.Builder builder, StudyResult.Answered result, Instant now) {
    PreparedStudy.Scorable prepared = result.prepared();
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Optional<Scored> shadow =
        result
            .shadow()
            .flatMap(
                said ->
                    prepared
                        .lease()
                        .shadow()
                        .map(model -> scored(prepared, model, said.scores(), day)));
    return builder
        .setSlot(prepared.lease().slot())
        .setOutcome(scored(prepared, prepared.lease().shown(), result.scores(), day))
        .setShadow(shadow.orElse(null))
        .setTimes(
            new StageTimes(
                result.queueMillis(),
                prepared.fetchMillis(),
                prepared.prepareMillis(),
                result.computeMillis()));
  }

  private static StudyScored.Builder unanswered(
      StudyScored.Builder builder, StudyResult.Unanswered result) {
    BundleRef by =
        switch (result.prepared()) {
          case PreparedStudy.Scorable scorable -> scorable.lease().shown().ref();
          case PreparedStudy.Silent silent -> silent.by().orElse(null);
        };
    String slot =
        switch (result.prepared()) {
          case PreparedStudy.Scorable scorable -> scorable.lease().slot();
          case PreparedStudy.Silent silent -> silent.slot();
        };
    return builder
        .setSlot(slot)
        .setOutcome(new Abstained(Words.of(result.reason()), result.detail(), by))
        .setTimes(new StageTimes(0.0, 0.0, 0.0, 0.0));
  }

  private static Scored scored(
      PreparedStudy.Scorable prepared, HostedModel model, List<ImageScore> scores, LocalDate day) {
    BundleManifest manifest = model.scorer().bundle().manifest();
    Map<String, Double> thresholds = manifest.thresholds().inForce(prepared.study().getSite(), day);
    List<FindingScore> findings = new ArrayList<>();
    for (int i = 0; i < manifest.findings().size(); i++) {
      BundleManifest.Finding finding = manifest.findings().get(i);
      findings.add(
          new FindingScore(
              finding.name(),
              finding.code().orElse(null),
              ImageMean.probability(scores, i),
              thresholds.getOrDefault(finding.name(), 1.0),
              ImageMean.spread(scores, i).orElse(null)));
    }
    return Scored.newBuilder()
        .setBundle(model.ref())
        .setPreprocessing(manifest.preprocessing().version())
        .setThresholdsVersion(manifest.thresholds().version())
        .setFindings(findings)
        .setInputsUsed(prepared.used().stream().map(NormalisedImage::getImageId).toList())
        .setInputsMissing(missing(manifest, prepared.study()))
        .setEmbeddingSpace(manifest.slot() + "/" + manifest.version())
        .setEmbedding(ImageMean.embedding(scores))
        .build();
  }

  private static List<String> missing(BundleManifest manifest, StudyReady study) {
    return manifest.inputs().optionalMetadata().stream()
        .filter(name -> !study.getMetadata().containsKey(name))
        .map(name -> "metadata." + name)
        .toList();
  }
}
