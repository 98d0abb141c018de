package org.vigil.ingest.upload;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.burnedin.BurnedInPolicy;
import org.vigil.ingest.decode.Decoded;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.normalise.PngWriter;
import org.vigil.ingest.quality.CaptureQuality;
import org.vigil.ingest.quality.QualityCheck;
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Makes normalised pictures of an upload's files; bad ones are quarantined, counted and refuse the
 * request. Thread-safe.
 */
public final class PartNormaliser {
  private final Decoders decoders;
  private final RefusalDesk refusals;
  private final QualityCheck quality;
  private final BurnedInPolicy burnedIn;
  private final UploadMetrics metrics;
  private final long maxBytes;

  public PartNormaliser(
      Decoders decoders,
      RefusalDesk refusals,
      QualityCheck quality,
      BurnedInPolicy burnedIn,
      UploadMetrics metrics,
      long maxBytes) {
    this.decoders = decoders;
    this.refusals = refusals;
    this.quality = quality;
    this.burnedIn = burnedIn;
    this.metrics = metrics;
    this.maxBytes = maxBytes;
  }

  /**
   * @param parts receives what has been normalised; the caller closes them, whatever happens
   * @throws ProblemException if any part is refused, after all have been looked at
   */
  void normaliseAll(Upload upload, List<NormalisedPart> parts)
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
  private NormalisedPart write(
      Upload upload, Upload.Part part, Sha256 digest, Decoded decoded, Path png)
      throws IOException {
    StudyKind kind = StudyWords.kind(upload, decoded.words());
    Picture picture = decoded.picture().as(kind);
    Optional<CaptureQuality> judged =
        quality.check(picture, StudyWords.role(kind, part, decoded.words()));
    boolean withheld = picture.channels() == 1 && burnedIn.withholds(upload.site(), picture);
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
        part,
        digest,
        decoded.words(),
        form,
        png,
        Sha256.ofDigest(pngDigest.digest()),
        withheld,
        judged);
  }

  private static Sha256 digest(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.ofDigest(digest.digest());
  }
}
