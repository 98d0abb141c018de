package org.vigil.ingest.dicom.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.FrameSplitter;
import org.vigil.ingest.dicom.association.DicomMetrics;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.ingest.upload.Receipt;
import org.vigil.ingest.upload.Upload;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Decides on received instances: takes them to safety the way uploads go, recognises those that are
 * here already, flags other bytes under the same SOP Instance UID, and gives each trouble its
 * status code (PS3.4 table B.2-1). Thread-safe.
 */
public final class InstanceDesk {
  /** Metadata name that marks a study one of whose instances came with two different contents. */
  static final String CONFLICT = "instance-conflict";

  private static final Logger LOG = Logger.getLogger(InstanceDesk.class);
  private static final Set<String> RADIOGRAPHY = Set.of("CR", "DX", "RG");

  private final Intake intake;
  private final Refusals refusals;
  private final InstanceIndex index;
  private final Catalogue catalogue;
  private final DicomMetrics metrics;
  private final FrameByFrame frames;
  private final boolean keepUndecodable;

  /**
   * @param splitter for objects of several frames
   * @param keepUndecodable whether an instance that is only not decoded, and lies in quarantine, is
   *     a success to its sender
   */
  public InstanceDesk(
      Intake intake,
      Refusals refusals,
      InstanceIndex index,
      Catalogue catalogue,
      DicomMetrics metrics,
      FrameSplitter splitter,
      boolean keepUndecodable) {
    this.intake = intake;
    this.refusals = refusals;
    this.index = index;
    this.catalogue = catalogue;
    this.metrics = metrics;
    this.frames = new FrameByFrame(intake, refusals, index, splitter);
    this.keepUndecodable = keepUndecodable;
  }

  Outcome accept(ReceivedInstance instance) {
    Outcome outcome = decide(instance);
    metrics.stored(outcome.status());
    return outcome;
  }

  /** The Study Instance UID of an instance, where it has one that can be read. */
  Optional<String> study(ReceivedInstance instance) {
    return headline(instance).flatMap(Headline::studyInstanceUid);
  }

  /** An instance that could not be received, because the disk is full or fails. */
  Outcome noRoom() {
    Outcome outcome = later("no room to receive it");
    metrics.stored(outcome.status());
    return outcome;
  }

  private Outcome decide(ReceivedInstance instance) {
    try {
      return take(instance, instance.file().finish());
    } catch (ProblemException e) {
      return outcome(e.problem());
    } catch (StoreUnavailableException | BrokerUnavailableException e) {
      LOG.warnf("an instance was not taken: %s", e.getMessage());
      return later("store or broker do not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later("the service is stopping");
    } catch (IOException e) {
      LOG.error("an instance could not be read back from disk", e);
      return later("local disk");
    } catch (RuntimeException e) {
      LOG.error("an instance was not taken", e);
      return new Outcome(Status.PROCESSING_FAILURE, "internal fault");
    }
  }

  private Outcome take(ReceivedInstance instance, Sha256 digest)
      throws IOException, InterruptedException {
    if (instance.file().isTooLarge()) {
      return refuse(
          instance,
          digest,
          Status.REFUSED_TOO_LARGE,
          RejectionReason.TOO_LARGE,
          "larger than the limit");
    }
    Optional<Headline> headline = headline(instance);
    if (headline.isEmpty()) {
      return refuse(
          instance,
          digest,
          Status.CANNOT_UNDERSTAND,
          RejectionReason.DAMAGED,
          "the data set is damaged");
    }
    if (!matches(headline.get(), instance)) {
      return refuse(
          instance,
          digest,
          Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
          RejectionReason.DAMAGED,
          "SOP class or instance UID differs from the command's");
    }
    return take(instance, ImageId.of(digest), headline.get());
  }

  private static boolean matches(Headline headline, ReceivedInstance instance) {
    return headline.sopClassUid().equals(Optional.of(instance.sopClass().value()))
        && headline.sopInstanceUid().equals(Optional.of(instance.sopInstance().value()));
  }

  private static Optional<Headline> headline(ReceivedInstance instance) {
    try {
      return Optional.of(
          HeadlineReader.read(
              instance.file().path(),
              instance.file().dataSetOffset(),
              StorageSyntax.of(instance.transferSyntax()).orElseThrow()));
    } catch (IOException e) {
      LOG.debug("the head of a data set cannot be read", e);
      return Optional.empty();
    }
  }

  private Outcome take(ReceivedInstance instance, ImageId image, Headline headline)
      throws IOException, InterruptedException {
    var site = instance.peer().site();
    Optional<InstanceIndex.Entry> first = index.find(site, instance.sopInstance());
    if (index.find(site, instance.sopInstance(), image, first).isPresent()) {
      return Outcome.SUCCESS;
    }
    boolean conflict = first.isPresent();
    Receipt receipt =
        headline.frames() > 1
            ? frames.accept(instance, image, files -> upload(instance, headline, conflict, files))
            : intake.accept(upload(instance, headline, conflict, List.of(instance.file().path())));
    InstanceIndex.Entry entry =
        new InstanceIndex.Entry(
            instance.sopClass().value(),
            instance.sopInstance().value(),
            image.value(),
            receipt.studyId());
    catalogue.enter(site, image, headline);
    if (index.enter(site, entry)) {
      metrics.conflict();
      LOG.warnf(
          "conflict: image %s of study %s has the SOP Instance UID of another image",
          image, receipt.studyId());
    }
    return Outcome.SUCCESS;
  }

  private static Upload upload(
      ReceivedInstance instance, Headline headline, boolean conflict, List<Path> files) {
    var role = StorageSopClass.of(instance.sopClass()).flatMap(StorageSopClass::role);
    return new Upload(
        instance.peer().site(),
        kind(instance.peer(), headline),
        Priority.ROUTINE,
        Optional.empty(),
        Optional.empty(),
        conflict ? Map.of(CONFLICT, "true") : Map.of(),
        files.stream().map(file -> new Upload.Part("instance", role, file)).toList(),
        false);
  }

  /**
   * The peer's kind for what says no kind itself. A radiograph does, by its body part; of other
   * body parts none is taken for a chest.
   */
  private static Optional<StudyKind> kind(Peer peer, Headline headline) {
    boolean radiograph = headline.modality().filter(RADIOGRAPHY::contains).isPresent();
    boolean chest =
        headline
            .bodyPart()
            .filter(part -> !part.isEmpty())
            .map("CHEST"::equalsIgnoreCase)
            .orElse(true);
    return peer.kind().filter(kind -> !radiograph && (chest || kind != StudyKind.CHEST_XRAY));
  }

  private Outcome refuse(
      ReceivedInstance instance,
      Sha256 digest,
      Status status,
      RejectionReason reason,
      String comment) {
    refusals.record(
        instance.peer().site(),
        digest,
        instance.file().path(),
        new RefusedException(reason, comment));
    return new Outcome(status, comment);
  }

  /** The desk's problems, by what their sender can do about them. */
  private Outcome outcome(Problem problem) {
    return switch (problem.status()) {
      case 429, 503 -> later(problem.detail());
      case 413 -> new Outcome(Status.REFUSED_TOO_LARGE, problem.detail());
      case 415 ->
          keepUndecodable ? Outcome.SUCCESS : new Outcome(Status.CANNOT_DECODE, problem.detail());
      default -> new Outcome(Status.CANNOT_UNDERSTAND, problem.detail());
    };
  }

  private static Outcome later(String comment) {
    return new Outcome(Status.REFUSED_OUT_OF_RESOURCES, comment);
  }
}
