package org.vigil.inference.archive;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.vigil.inference.flow.BatchScorer;
import org.vigil.inference.flow.ComputeThread;
import org.vigil.inference.flow.DeviceDemand;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.model.ModelLease;
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
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;

/**
 * Has a bundle look at studies that were scored before it came, with the code of the stream and
 * only while no study wants the device. Thread-safe.
 */
final class ArchiveEmbedder {
  private final ModelDirectory models;
  private final PictureSource pictures;
  private final PictureReader reader;
  private final PictureWork work;
  private final ComputeThread compute;
  private final DeviceDemand demand;
  private final Clock clock;
  private final Duration patience;
  private final BatchScorer scorer;

  /**
   * @param patience how long a study waits for a quiet device before it is postponed
   */
  ArchiveEmbedder(
      ModelDirectory models,
      PictureSource pictures,
      PictureReader reader,
      PictureWork work,
      ComputeThread compute,
      DeviceDemand demand,
      Clock clock,
      Duration patience) {
    this.models = models;
    this.pictures = pictures;
    this.reader = reader;
    this.work = work;
    this.compute = compute;
    this.demand = demand;
    this.clock = clock;
    this.patience = patience;
    this.scorer = new BatchScorer(Integer.MAX_VALUE, clock, System::nanoTime);
  }

  /**
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer: try
   *     again later
   */
  ArchiveOutcome embed(StudyScored recorded, BundleRef bundle) throws InterruptedException {
    if (!lacks(recorded, bundle)) {
      return ArchiveOutcome.NEEDLESS;
    }
    if (!demand.awaitQuiet(patience)) {
      return ArchiveOutcome.POSTPONED;
    }
    Optional<HostedModel> model = models.lease(bundle);
    if (model.isEmpty()) {
      return ArchiveOutcome.POSTPONED;
    }
    try (ModelLease lease =
        new ModelLease(bundle.getSlot(), model.get(), false, Optional.empty())) {
      return embed(recorded, lease);
    }
  }

  /** Whether a study of the bundle's slot has an embedding, but none of the bundle's. */
  private static boolean lacks(StudyScored recorded, BundleRef bundle) {
    return bundle.getSlot().equals(recorded.getSlot())
        && recorded.getOutcome() instanceof Scored shown
        && !bundle.equals(shown.getBundle())
        && (recorded.getShadow() == null || !bundle.equals(recorded.getShadow().getBundle()));
  }

  private ArchiveOutcome embed(StudyScored recorded, ModelLease lease) throws InterruptedException {
    PreparedStudy prepared =
        preparer(recorded, lease).prepare(RecordedStudy.ready(recorded, image -> true), pictures);
    try {
      return switch (prepared) {
        case PreparedStudy.Silent silent -> new ArchiveOutcome.Silent(silent.detail());
        case PreparedStudy.Scorable scorable -> outcome(recorded, score(scorable));
      };
    } finally {
      prepared.release();
    }
  }

  /** The stream's own preparation, with this model alone. Each prepared study has its own lease. */
  private StudyPreparer preparer(StudyScored recorded, ModelLease lease) {
    RoutingRule there =
        new RoutingRule(recorded.getKind(), Set.of(), Set.of(), Set.of(), lease.slot());
    return new StudyPreparer(
        new Router(List.of(there)),
        (slot, study) -> {
          lease.shown().acquire();
          return Optional.of(lease);
        },
        reader,
        work);
  }

  private StudyResult score(PreparedStudy.Scorable study) throws InterruptedException {
    try {
      return compute.submitLast(() -> scorer.score(List.of(study)).getFirst()).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("embedding failed", e.getCause());
    }
  }

  private ArchiveOutcome outcome(StudyScored recorded, StudyResult result) {
    return switch (result) {
      case StudyResult.Unanswered silent -> new ArchiveOutcome.Silent(silent.detail());
      case StudyResult.Answered answered -> {
        StudyScored now = ScoredEvent.of(answered, clock.instant());
        yield new ArchiveOutcome.Embedded(
            StudyScored.newBuilder(recorded).setShadow((Scored) now.getOutcome()).build());
      }
    };
  }
}
