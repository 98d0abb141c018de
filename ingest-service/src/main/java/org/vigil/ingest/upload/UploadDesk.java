package org.vigil.ingest.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.vigil.ingest.decode.Decoded;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.normalise.PngWriter;
import org.vigil.ingest.origin.StudyOrigins;
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.reason.RejectionReason;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;

/**
 * Takes a checked upload to safety: decode everything, store everything, publish everything, and
 * only then answer. Any step that fails leaves nothing published; objects that were stored are
 * addressed by their content and harm nobody. Repeating a request has no second effect.
 * Thread-safe.
 */
public final class UploadDesk {
  private static final String SOURCE = "/vigil/ingest";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Decoders decoders;
  private final ObjectStore store;
  private final EventPublisher publisher;
  private final RefusalDesk refusals;
  private final UploadMetrics metrics;
  private final Clock clock;
  private final long maxBytes;
  private final StudyOrigins origins;

  public UploadDesk(
      Decoders decoders,
      ObjectStore store,
      EventPublisher publisher,
      RefusalDesk refusals,
      UploadMetrics metrics,
      Clock clock,
      long maxBytes) {
    this.decoders = decoders;
    this.store = store;
    this.publisher = publisher;
    this.refusals = refusals;
    this.metrics = metrics;
    this.clock = clock;
    this.maxBytes = maxBytes;
    this.origins = new StudyOrigins(store);
  }

  /**
   * @throws ProblemException if the request is refused, after its bad images were quarantined
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer:
   *     nothing was taken
   * @throws org.vigil.platform.event.BrokerUnavailableException if the broker does not answer:
   *     nothing was taken
   */
  public Receipt accept(Upload upload) throws IOException, InterruptedException {
    Instant receivedAt = clock.instant();
    List<NormalisedPart> parts = new ArrayList<>();
    try {
      long start = System.nanoTime();
      normaliseAll(upload, parts);
      metrics.stage("normalise", start);
      return keep(upload, parts, receivedAt);
    } finally {
      for (NormalisedPart part : parts) {
        part.close();
      }
    }
  }

  private Receipt keep(Upload upload, List<NormalisedPart> parts, Instant receivedAt) {
    StudyKind kind = StudyWords.kind(upload, parts);
    StudyId study = StudyWords.studyId(upload, kind, parts);
    long start = System.nanoTime();
    List<Boolean> duplicates = storeAll(upload, study, parts);
    metrics.stage("store", start);
    start = System.nanoTime();
    publishAll(upload, kind, study, parts, receivedAt);
    metrics.stage("publish", start);
    metrics.accepted(parts.size());
    return receipt(kind, study, parts, duplicates);
  }

  private void normaliseAll(Upload upload, List<NormalisedPart> parts)
      throws IOException, InterruptedException {
    ProblemException problem = null;
    for (Upload.Part part : upload.parts()) {
      Sha256 digest = digest(part.file());
      try {
        parts.add(normalise(upload, part, digest));
      } catch (RefusedException e) {
        refusals.record(upload.site(), digest, part.file(), e);
        metrics.refused(e.reason());
        problem =
            problem == null ? new ProblemException(RefusalDesk.problem(part.name(), e)) : problem;
      }
    }
    if (problem != null) {
      throw problem;
    }
  }

  private NormalisedPart normalise(Upload upload, Upload.Part part, Sha256 digest)
      throws IOException, InterruptedException {
    long bytes = Files.size(part.file());
    if (bytes > maxBytes) {
      throw new RefusedException(
          RejectionReason.TOO_LARGE, "%d bytes; the limit is %d".formatted(bytes, maxBytes));
    }
    Path png = Files.createTempFile(part.file().getParent(), "normalised-", ".png");
    boolean done = false;
    try {
      NormalisedPart normalised =
          decoders.decode(part.file(), decoded -> write(upload, part, digest, decoded, png));
      done = true;
      return normalised;
    } finally {
      if (!done) {
        Files.deleteIfExists(png);
      }
    }
  }

  /**
   * @param png must exist: where a request has been given up it does not, and is not made again
   */
  private static NormalisedPart write(
      Upload upload, Upload.Part part, Sha256 digest, Decoded decoded, Path png)
      throws IOException {
    Picture picture = decoded.picture().as(StudyWords.kind(upload, decoded.words()));
    MessageDigest pngDigest = Sha256.newDigest();
    try (OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(
                Files.newOutputStream(png, StandardOpenOption.WRITE), pngDigest))) {
      PngWriter.write(picture, out);
    }
    NormalisedPart.Form form =
        new NormalisedPart.Form(
            picture.normalisation(),
            picture.width(),
            picture.height(),
            picture.channels(),
            picture.bitsPerSample());
    return new NormalisedPart(
        part, digest, decoded.words(), form, png, Sha256.ofDigest(pngDigest.digest()));
  }

  private static Sha256 digest(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.ofDigest(digest.digest());
  }

  private List<Boolean> storeAll(Upload upload, StudyId study, List<NormalisedPart> parts) {
    List<Boolean> duplicates = new ArrayList<>();
    for (NormalisedPart part : parts) {
      ImageId image = ImageId.of(part.digest());
      ObjectKey raw = ObjectKeys.raw(upload.site(), image);
      ObjectKey png = ObjectKeys.normalised(part.form().normalisation(), image);
      boolean known = store.size(raw).isPresent();
      if (!known || store.size(png).isEmpty()) {
        store.put(png, part.png(), "image/png");
      }
      if (!known) {
        // The original goes last, so that a stored original means a complete image.
        store.put(raw, part.part().file(), "application/octet-stream");
      }
      // The same bytes may come again as part of another study.
      storeIdentity(upload, study, image, part.words().identity());
      duplicates.add(known);
    }
    return duplicates;
  }

  private void storeIdentity(
      Upload upload, StudyId study, ImageId image, Map<String, String> identity) {
    if (identity.isEmpty()) {
      return;
    }
    ObjectNode json = JSON.createObjectNode();
    new TreeMap<>(identity).forEach(json::put);
    store.put(
        ObjectKeys.identity(upload.site(), study, image),
        json.toString().getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  private void publishAll(
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
      ImageNormalised event = event(upload, kind, study, part, all, receivedAt);
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
    }
    try {
      CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private ImageNormalised event(
      Upload upload,
      StudyKind kind,
      StudyId study,
      NormalisedPart part,
      Optional<List<String>> completeWith,
      Instant receivedAt) {
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
        .setOrigin(origins.of(upload.site(), upload.origin(), part.words().identity()).orElse(null))
        .build();
  }

  private static NormalisedImage image(Upload upload, StudyKind kind, NormalisedPart part) {
    ImageId image = ImageId.of(part.digest());
    RoleSource source =
        part.part().role().isPresent()
            ? RoleSource.DECLARED
            : part.words().role().isPresent() ? RoleSource.DICOM : RoleSource.ASSUMED;
    return NormalisedImage.newBuilder()
        .setImageId(image.value())
        .setRole(role(kind, part))
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

  private static ImageRole role(StudyKind kind, NormalisedPart part) {
    return part.part().role().or(part.words()::role).orElse(UploadRules.defaultRole(kind));
  }

  private static Receipt receipt(
      StudyKind kind, StudyId study, List<NormalisedPart> parts, List<Boolean> duplicates) {
    List<Receipt.ReceivedImage> images = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      NormalisedPart part = parts.get(i);
      images.add(
          new Receipt.ReceivedImage(
              part.digest().hex(),
              Words.of(role(kind, part)),
              part.form().width(),
              part.form().height(),
              duplicates.get(i)));
    }
    return new Receipt(study.value(), images);
  }
}
