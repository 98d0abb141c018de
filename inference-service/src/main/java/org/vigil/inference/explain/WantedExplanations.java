package org.vigil.inference.explain;

import java.awt.image.Raster;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.inference.explain.Explanation.Occasion;
import org.vigil.inference.explain.Explanation.Picture;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureReader.UnreadablePictureException;
import org.vigil.inference.study.PictureShape;
import org.vigil.inference.study.PictureWork;
import org.vigil.inference.study.PriorityGate;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.event.ExplainedImage;
import org.vigil.schemas.event.ExplanationWanted;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Turns a reader's wish into work: the bundle that scored the study, if it is still at hand, and
 * the study's pictures. A wish that is old, or whose bundle or pictures are gone, comes to nothing;
 * the reader may ask again. Thread-safe.
 */
public final class WantedExplanations {
  private static final Logger LOG = Logger.getLogger(WantedExplanations.class);

  private final ModelDirectory models;
  private final ObjectStore store;
  private final PictureReader reader;
  private final PictureWork work;
  private final ExplanationDesk desk;
  private final ExplanationMetrics metrics;
  private final Clock clock;
  private final Duration patience;

  /**
   * @param patience how long somebody waits for a heat map
   */
  public WantedExplanations(
      ModelDirectory models,
      ObjectStore store,
      PictureReader reader,
      PictureWork work,
      ExplanationDesk desk,
      ExplanationMetrics metrics,
      Clock clock,
      Duration patience) {
    this.models = models;
    this.store = store;
    this.reader = reader;
    this.work = work;
    this.desk = desk;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = patience;
  }

  /** Has the wish fulfilled as soon as the device is free. */
  public void take(ExplanationWanted wish) throws InterruptedException {
    if (wish.getWantedAt().plus(patience).isBefore(clock.instant())) {
      metrics.counted(Occasion.WANTED, "late");
      return;
    }
    Optional<HostedModel> model = models.lease(wish.getBundle());
    int finding =
        model
            .map(m -> m.scorer().bundle().manifest().findingNames().indexOf(wish.getFinding()))
            .orElse(-1);
    if (finding < 0) {
      metrics.counted(Occasion.WANTED, "gone");
      model.ifPresent(HostedModel::release);
      return;
    }
    prepare(wish, model.get(), finding);
  }

  private void prepare(ExplanationWanted wish, HostedModel model, int finding)
      throws InterruptedException {
    boolean handedOver = false;
    try {
      List<Picture> pictures = new ArrayList<>();
      for (ExplainedImage image : wish.getImages()) {
        pictures.add(picture(image, model));
      }
      desk.offer(
          new Explanation(
              new StudyId(wish.getStudyId()),
              model,
              pictures,
              List.of(finding),
              wish.getWantedAt(),
              Occasion.WANTED));
      handedOver = true;
    } catch (ObjectMissingException
        | StoreUnavailableException
        | UnreadablePictureException
        | IllegalArgumentException e) {
      LOG.warnf("study %s is not explained: %s", wish.getStudyId(), e);
      metrics.counted(Occasion.WANTED, "gone");
    } finally {
      if (!handedOver) {
        model.release();
      }
    }
  }

  private Picture picture(ExplainedImage image, HostedModel model) throws InterruptedException {
    PictureShape shape =
        new PictureShape(
            image.getWidth(), image.getHeight(), image.getChannels(), image.getBitsPerSample());
    try (PriorityGate.Pass held = work.hold(Priority.ROUTINE, shape);
        PriorityGate.Pass thread = work.decode(Priority.ROUTINE)) {
      byte[] bytes = store.get(ObjectKeys.images(image.getObjectKey()));
      if (!Sha256.of(bytes).hex().equals(image.getSha256())) {
        throw new IllegalArgumentException("the stored picture is not the one that was scored");
      }
      Raster picture = reader.read(bytes);
      return new Picture(
          new ImageId(image.getImageId()),
          picture.getWidth(),
          picture.getHeight(),
          model.scorer().prepare(picture));
    }
  }
}
