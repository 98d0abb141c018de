package org.vigil.inference.study;

import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.model.ModelLease;
import org.vigil.inference.model.ModelSource;
import org.vigil.inference.routing.Route;
import org.vigil.inference.routing.Router;
import org.vigil.inference.study.PictureReader.UnreadablePictureException;
import org.vigil.inference.study.PreparedStudy.Scorable;
import org.vigil.inference.study.PreparedStudy.Silent;
import org.vigil.inference.study.PreparedStudy.Unused;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.doubt.Doubt.Doubted;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.reason.AbstentionReason;
import org.vigil.schemas.word.Words;

/**
 * Routes a study, fetches its pictures and makes them the network's inputs. Thread-safe; what many
 * callers take at once is bounded by {@link PictureWork}.
 */
public final class StudyPreparer {
  private static final Logger LOG = Logger.getLogger(StudyPreparer.class);

  private final Router router;
  private final ModelSource models;
  private final PictureReader reader;
  private final PictureWork work;

  public StudyPreparer(Router router, ModelSource models, PictureReader reader, PictureWork work) {
    this.router = router;
    this.models = models;
    this.reader = reader;
    this.work = work;
  }

  /**
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer: try
   *     again later
   */
  public PreparedStudy prepare(StudyReady study, PictureSource source) throws InterruptedException {
    return switch (router.route(study)) {
      case Route.Nowhere nowhere ->
          new Silent(study, null, AbstentionReason.NO_SLOT, nowhere.why(), List.of());
      case Route.Unsuitable unsuitable ->
          new Silent(study, null, AbstentionReason.SLOT_UNSUITABLE, unsuitable.why(), List.of());
      case Route.To to -> prepare(study, to.slot(), source);
    };
  }

  private PreparedStudy prepare(StudyReady study, String slot, PictureSource source)
      throws InterruptedException {
    Optional<ModelLease> lease = models.lease(slot, study.getStudyId());
    if (lease.isEmpty()) {
      return new Silent(
          study,
          slot,
          AbstentionReason.NO_MODEL,
          "slot " + slot + " has no active model",
          List.of());
    }
    try {
      PreparedStudy prepared = new Preparation(study, lease.get(), source).run();
      if (prepared instanceof Silent) {
        lease.get().close();
      }
      return prepared;
    } catch (RuntimeException | InterruptedException | Error e) {
      lease.get().close();
      throw e;
    }
  }

  /** One study's way through fetching and decoding. */
  private final class Preparation {
    private final StudyReady study;
    private final ModelLease lease;
    private final PictureSource source;
    private final List<NormalisedImage> used = new ArrayList<>();
    private final List<float[]> inputs = new ArrayList<>();
    private final List<float[]> shadowInputs = new ArrayList<>();
    private final List<Unused> unused = new ArrayList<>();
    private final List<Doubted> doubts = new ArrayList<>();
    private long fetchNanos;
    private long prepareNanos;

    Preparation(StudyReady study, ModelLease lease, PictureSource source) {
      this.study = study;
      this.lease = lease;
      this.source = source;
    }

    PreparedStudy run() throws InterruptedException {
      BundleManifest.Inputs wanted = lease.shown().scorer().bundle().manifest().inputs();
      List<String> missing =
          wanted.requiredMetadata().stream()
              .filter(name -> !study.getMetadata().containsKey(name))
              .toList();
      if (!missing.isEmpty()) {
        return silent(AbstentionReason.METADATA_MISSING, "the model needs " + missing);
      }
      for (NormalisedImage image : study.getImages()) {
        take(image, Set.copyOf(wanted.roles()));
      }
      return inputs.isEmpty() ? nothingUsable() : scorable();
    }

    private void take(NormalisedImage image, Set<String> roles) throws InterruptedException {
      if (!roles.contains(Words.of(image.getRole()))) {
        unused.add(new Unused(image, AbstentionReason.ROLE_NOT_USED));
        return;
      }
      try (PriorityGate.Pass held = work.hold(study.getPriority(), PictureShape.of(image))) {
        long start = System.nanoTime();
        byte[] bytes = source.fetch(image);
        fetchNanos += System.nanoTime() - start;
        if (isAltered(image, bytes)) {
          unused.add(new Unused(image, AbstentionReason.IMAGE_ALTERED));
          return;
        }
        decode(image, bytes);
      } catch (ObjectMissingException | UnreadablePictureException e) {
        unused.add(new Unused(image, AbstentionReason.IMAGE_UNREADABLE));
      }
    }

    /** Whether these are other bytes than ingest stored: then nobody knows whose picture it is. */
    private boolean isAltered(NormalisedImage image, byte[] bytes) {
      boolean altered = !Sha256.of(bytes).hex().equals(image.getSha256());
      if (altered) {
        LOG.errorf(
            "study %s: the object of image %s is not the one that was stored",
            study.getStudyId(), image.getImageId());
      }
      return altered;
    }

    private void decode(NormalisedImage image, byte[] bytes) throws InterruptedException {
      try (PriorityGate.Pass thread = work.decode(study.getPriority())) {
        long start = System.nanoTime();
        Raster picture = reader.read(bytes);
        Optional<Doubted> doubted = lease.shown().scorer().doubts(picture, study.getSite());
        if (doubted.isPresent()) {
          doubt(image, doubted.get());
          prepareNanos += System.nanoTime() - start;
          return;
        }
        float[] input = lease.shown().scorer().prepare(picture);
        inputs.add(input);
        used.add(image);
        lease.shadow().ifPresent(shadow -> prepareForShadow(shadow, picture));
        prepareNanos += System.nanoTime() - start;
      }
    }

    private void doubt(NormalisedImage image, Doubted doubted) {
      unused.add(new Unused(image, Doubts.reason(doubted)));
      doubts.add(doubted);
    }

    /** A shadow that cannot prepare a picture, or doubts it, loses only its own scores. */
    private void prepareForShadow(HostedModel shadow, Raster picture) {
      try {
        if (shadow.scorer().doubts(picture, study.getSite()).isEmpty()) {
          shadowInputs.add(shadow.scorer().prepare(picture));
        }
      } catch (RuntimeException e) {
        LOG.warnf("shadow %s cannot prepare a picture: %s", shadow.ref().getVersion(), e);
      }
    }

    private PreparedStudy nothingUsable() {
      if (!doubts.isEmpty()) {
        Doubted first = doubts.getFirst();
        return silent(Doubts.reason(first), first.detail());
      }
      if (isUnused(AbstentionReason.IMAGE_ALTERED)) {
        return silent(
            AbstentionReason.IMAGE_ALTERED, "a stored picture is not the one that was received");
      }
      return isUnused(AbstentionReason.IMAGE_UNREADABLE)
          ? silent(AbstentionReason.IMAGE_UNREADABLE, "no picture of the study can be read")
          : silent(AbstentionReason.ROLE_NOT_USED, "no image has a role that the model takes");
    }

    private boolean isUnused(AbstentionReason reason) {
      return unused.stream().anyMatch(image -> image.reason() == reason);
    }

    private Silent silent(AbstentionReason reason, String detail) {
      return new Silent(
          study,
          lease.slot(),
          reason,
          detail,
          List.copyOf(unused),
          Optional.of(lease.shown().ref()));
    }

    private Scorable scorable() {
      return new Scorable(
          study, lease, used, inputs, shadowInputs, unused, fetchNanos / 1e6, prepareNanos / 1e6);
    }
  }
}
