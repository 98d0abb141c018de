package org.vigil.inference.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.inference.flow.BatchScorer;
import org.vigil.inference.model.BundleLoader;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.routing.Router;
import org.vigil.inference.routing.RoutingRule;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureSource;
import org.vigil.inference.study.PictureWork;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.RecordedStudy;
import org.vigil.inference.study.ScoredEvent;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;

/**
 * Recomputes recorded results with the code of the stream: the bundle by its digest, the pictures
 * by theirs, the thresholds of the day of the score. For one thread; keeps the bundles of each slot
 * that it last used.
 */
public final class Replay {
  private final ModelDirectory models;
  private final PictureSource pictures;
  private final PictureReader reader;
  private final BatchScorer scorer;

  public Replay(BundleLoader loader, PictureSource pictures, PictureReader reader) {
    this.models = new ModelDirectory(loader, Clock.systemUTC(), Duration.ZERO);
    this.pictures = pictures;
    this.reader = reader;
    this.scorer = new BatchScorer(Integer.MAX_VALUE, Clock.systemUTC(), System::nanoTime);
  }

  /**
   * Recomputes what the shown model and the shadow said of a study.
   *
   * @return by {@code slot/version}, with {@code (shadow)} after the shadow's; empty where none
   *     gave scores
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer
   */
  public Map<String, ReplayOutcome> of(StudyScored recorded) throws InterruptedException {
    Map<String, ReplayOutcome> outcomes = new LinkedHashMap<>();
    if (recorded.getOutcome() instanceof Scored shown) {
      outcomes.put(name(shown.getBundle()), again(recorded, shown));
    }
    Optional<Scored> shadow = Optional.ofNullable(recorded.getShadow());
    if (shadow.isPresent()) {
      outcomes.put(name(shadow.get().getBundle()) + " (shadow)", again(recorded, shadow.get()));
    }
    return outcomes;
  }

  private static String name(BundleRef bundle) {
    return bundle.getSlot() + "/" + bundle.getVersion();
  }

  private ReplayOutcome again(StudyScored recorded, Scored word) throws InterruptedException {
    BundleRef bundle = word.getBundle();
    if (!models.apply(promotion(bundle))) {
      return new ReplayOutcome.Impossible(models.troubles().get(bundle.getSlot()));
    }
    StudyReady study = study(recorded, word);
    if (study.getImages().size() != images(word)) {
      return new ReplayOutcome.Impossible("the event does not hold all images that it used");
    }
    PreparedStudy prepared = preparer(study, bundle.getSlot()).prepare(study, pictures);
    try {
      return compare(recorded, word, prepared);
    } finally {
      prepared.release();
    }
  }

  private ReplayOutcome compare(StudyScored recorded, Scored word, PreparedStudy prepared) {
    return switch (prepared) {
      case PreparedStudy.Silent silent -> new ReplayOutcome.Impossible(silent.detail());
      case PreparedStudy.Scorable scorable -> {
        if (scorable.used().size() != images(word)) {
          yield new ReplayOutcome.Impossible("not all of its pictures can be had as they were");
        }
        yield switch (scorer.score(List.of(scorable)).getFirst()) {
          case StudyResult.Unanswered silent -> new ReplayOutcome.Impossible(silent.detail());
          case StudyResult.Answered answered ->
              ScoredComparison.of(
                  word, (Scored) ScoredEvent.of(answered, recorded.getScoredAt()).getOutcome());
        };
      }
    };
  }

  private StudyPreparer preparer(StudyReady study, String slot) {
    RoutingRule there = new RoutingRule(study.getKind(), Set.of(), Set.of(), Set.of(), slot);
    PictureWork work = new PictureWork(Runtime.getRuntime().maxMemory() / 2, 1);
    return new StudyPreparer(new Router(List.of(there)), models, reader, work);
  }

  /** How many of the inputs are images; the others are metadata. */
  private static long images(Scored word) {
    return word.getInputsUsed().stream().filter(input -> !input.startsWith("metadata.")).count();
  }

  /** The study with the images that this word was based on, in their order. */
  private static StudyReady study(StudyScored recorded, Scored word) {
    return RecordedStudy.ready(
        recorded, image -> word.getInputsUsed().contains(image.getImageId()));
  }

  private static BundlePromoted promotion(BundleRef bundle) {
    return BundlePromoted.newBuilder()
        .setSlot(bundle.getSlot())
        .setActive(bundle)
        .setBy("replay")
        .setPromotedAt(Instant.EPOCH)
        .build();
  }
}
