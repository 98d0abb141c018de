package org.vigil.inference.study;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vigil.inference.model.HostedModel;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.scoring.ImageScore;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventRecords;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StageTimes;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.reason.AbstentionReason;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;

/**
 * Says a result as records: one StudyScored, and one ledger entry for each image. Several images of
 * a study are combined by the mean of their probabilities and of their embeddings. Thread-safe.
 */
public final class ResultEvents {
  private static final String SOURCE = "/vigil/inference";
  private static final double SHORTEST = 1e-12;

  private final Clock clock;

  public ResultEvents(Clock clock) {
    this.clock = clock;
  }

  public List<ProducerRecord<String, byte[]>> of(StudyResult result) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    StudyReady study = result.prepared().study();
    Instant now = clock.instant();
    StudyScored scored = studyScored(result, now);
    records.add(
        EventRecords.record(
            Topics.STUDIES_SCORED,
            study.getStudyId(),
            scored,
            Envelope.about(study.getStudyId(), id(study, scored), SOURCE, now)));
    switch (result) {
      case StudyResult.Answered answered -> {
        for (NormalisedImage image : answered.prepared().used()) {
          records.add(ledger(study, image, ImageState.SCORED, null, now));
        }
        answered
            .prepared()
            .unused()
            .forEach(u -> records.add(abstained(study, u.image(), u.reason(), now)));
      }
      case StudyResult.Unanswered unanswered ->
          study
              .getImages()
              .forEach(i -> records.add(abstained(study, i, unanswered.reason(), now)));
    }
    return records;
  }

  /** The same study, revision and bundle give the same id, however often they are scored. */
  private static String id(StudyReady study, StudyScored scored) {
    String by = scored.getOutcome() instanceof Scored s ? s.getBundle().getDigest() : "none";
    return "scored/%s/%d/%s".formatted(study.getStudyId(), study.getRevision(), by);
  }

  /** The event alone. */
  public StudyScored studyScored(StudyResult result, Instant now) {
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
            .setScoredAt(now);
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
            .shadowScores()
            .flatMap(
                scores ->
                    prepared.lease().shadow().map(model -> scored(prepared, model, scores, day)));
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
    String slot =
        switch (result.prepared()) {
          case PreparedStudy.Scorable scorable -> scorable.lease().slot();
          case PreparedStudy.Silent silent -> silent.slot();
        };
    return builder
        .setSlot(slot)
        .setOutcome(new Abstained(Words.of(result.reason()), result.detail(), null))
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
              mean(scores, i),
              thresholds.getOrDefault(finding.name(), 1.0),
              null));
    }
    return Scored.newBuilder()
        .setBundle(model.ref())
        .setPreprocessing(manifest.preprocessing().version())
        .setThresholdsVersion(manifest.thresholds().version())
        .setFindings(findings)
        .setInputsUsed(prepared.used().stream().map(NormalisedImage::getImageId).toList())
        .setInputsMissing(missing(manifest, prepared.study()))
        .setEmbeddingSpace(manifest.slot() + "/" + manifest.version())
        .setEmbedding(meanEmbedding(scores))
        .build();
  }

  private static List<String> missing(BundleManifest manifest, StudyReady study) {
    return manifest.inputs().optionalMetadata().stream()
        .filter(name -> !study.getMetadata().containsKey(name))
        .map(name -> "metadata." + name)
        .toList();
  }

  private static double mean(List<ImageScore> scores, int finding) {
    return scores.stream().mapToDouble(s -> s.probabilities().get(finding)).average().orElseThrow();
  }

  private static List<Float> meanEmbedding(List<ImageScore> scores) {
    if (scores.size() == 1) {
      return scores.get(0).embedding();
    }
    double[] sum = new double[scores.get(0).embedding().size()];
    for (ImageScore score : scores) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += score.embedding().get(i);
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.max(Math.sqrt(squares), SHORTEST);
    List<Float> unit = new ArrayList<>(sum.length);
    for (double value : sum) {
      unit.add((float) (value / length));
    }
    return unit;
  }

  private static ProducerRecord<String, byte[]> abstained(
      StudyReady study, NormalisedImage image, AbstentionReason reason, Instant now) {
    return ledger(study, image, ImageState.ABSTAINED, Words.of(reason), now);
  }

  private static ProducerRecord<String, byte[]> ledger(
      StudyReady study, NormalisedImage image, ImageState state, String reason, Instant now) {
    ImageOutcome outcome =
        ImageOutcome.newBuilder()
            .setImageId(image.getImageId())
            .setStudyId(study.getStudyId())
            .setSite(study.getSite())
            .setState(state)
            .setReason(reason)
            .setAt(now)
            .build();
    String id =
        "ledger/%s/%s/%d/%s"
            .formatted(
                image.getImageId(), study.getStudyId(), study.getRevision(), Words.of(state));
    return EventRecords.record(
        Topics.STUDIES_LEDGER,
        image.getImageId(),
        outcome,
        Envelope.about(study.getStudyId(), id, SOURCE, now));
  }
}
