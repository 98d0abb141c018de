package org.vigil.ingest.upload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.vigil.ingest.origin.OriginWords;
import org.vigil.ingest.origin.StudyOrigins;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageUsed;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

/**
 * Tells of stored images on {@code vigil.images.normalised}, and on {@code vigil.images.uses} which
 * objects are theirs. Thread-safe.
 */
public final class Announcer {
  private static final String SOURCE = "/vigil/ingest";

  private static final String ACCESSION_NUMBER = "AccessionNumber";

  private final EventPublisher publisher;
  private final StudyOrigins origins;
  private final OrderLinks orders;

  public Announcer(EventPublisher publisher, StudyOrigins origins, OrderLinks orders) {
    this.publisher = publisher;
    this.origins = origins;
    this.orders = orders;
  }

  /** Returns when the broker has acknowledged every part's events. */
  void publishAll(
      Upload upload,
      StudyKind kind,
      StudyId study,
      List<NormalisedPart> parts,
      Instant receivedAt) {
    Optional<List<String>> all =
        upload.whole()
            ? Optional.of(parts.stream().map(p -> p.digest().hex()).distinct().toList())
            : Optional.empty();
    List<CompletableFuture<Void>> acknowledgements = new ArrayList<>();
    for (NormalisedPart part : parts) {
      ImageNormalised event =
          ordered(upload, part, event(upload, kind, study, part, all, receivedAt));
      // What else the event says is part of its identity: other metadata make another event.
      Sha256 words =
          Sha256.of(
              new TreeMap<>(event.getMetadata())
                  + "\n"
                  + all.orElse(List.of())
                  + (event.getOrigin() == null ? "" : "\n" + event.getOrigin()));
      String id = "normalised/%s/%s/%s".formatted(study, part.digest(), words);
      acknowledgements.add(
          publisher.publish(
              Topics.IMAGES_NORMALISED,
              study.value(),
              event,
              Envelope.about(study.value(), id, SOURCE, receivedAt)));
      acknowledgements.add(used(event, study));
    }
    try {
      CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private CompletableFuture<Void> used(ImageNormalised event, StudyId study) {
    NormalisedImage image = event.getImage();
    ImageUsed use =
        ImageUsed.newBuilder()
            .setStudyId(study.value())
            .setImageId(image.getImageId())
            .setSite(event.getSite())
            .setRawKey(image.getRawKey())
            .setObjectKey(image.getObjectKey())
            .setReceivedAt(event.getReceivedAt())
            .build();
    String key = Topics.imageUse(study.value(), image.getImageId());
    return publisher.publish(
        Topics.IMAGES_USES,
        key,
        use,
        Envelope.about(study.value(), "used/" + key, SOURCE, event.getReceivedAt()));
  }

  private ImageNormalised ordered(Upload upload, NormalisedPart part, ImageNormalised event) {
    return Optional.ofNullable(part.words().identity().get(ACCESSION_NUMBER))
        .filter(accession -> !accession.isBlank())
        .map(accession -> orders.linked(upload.site(), accession.strip(), event))
        .orElse(event);
  }

  private ImageNormalised event(
      Upload upload,
      StudyKind kind,
      StudyId study,
      NormalisedPart part,
      Optional<List<String>> completeWith,
      Instant receivedAt) {
    Map<String, String> identity = part.words().identity();
    Map<String, String> metadata = new HashMap<>(part.words().metadata());
    metadata.putAll(upload.metadata());
    return ImageNormalised.newBuilder()
        .setStudyId(study.value())
        .setSite(upload.site().value())
        .setKind(kind)
        .setPriority(upload.priority())
        .setImage(image(upload, kind, part))
        .setMetadata(metadata)
        .setCompleteWith(completeWith.orElse(null))
        .setRequestedSlot(upload.slot().orElse(null))
        .setReceivedAt(receivedAt)
        .setOrigin(origins.of(upload.site(), origin(upload, part), identity).orElse(null))
        .build();
  }

  private static OriginWords origin(Upload upload, NormalisedPart part) {
    return part.withheld() ? upload.origin().withheld() : upload.origin();
  }

  private static NormalisedImage image(Upload upload, StudyKind kind, NormalisedPart part) {
    ImageId image = ImageId.of(part.digest());
    RoleSource source =
        part.part().role().isPresent()
            ? RoleSource.DECLARED
            : part.words().role().isPresent() ? RoleSource.DICOM : RoleSource.ASSUMED;
    return NormalisedImage.newBuilder()
        .setImageId(image.value())
        .setRole(StudyWords.role(kind, part.part(), part.words()))
        .setRoleSource(source)
        .setRawKey(ObjectKeys.raw(upload.site(), image).key())
        .setObjectKey(ObjectKeys.normalised(part.form().normalisation(), image).key())
        .setSha256(part.pngDigest().hex())
        .setWidth(part.form().width())
        .setHeight(part.form().height())
        .setBitsPerSample(part.form().bitsPerSample())
        .setChannels(part.form().channels())
        .setNormalisation(part.form().normalisation())
        .build();
  }
}
