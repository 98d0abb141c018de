package org.vigil.inference.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.inference.study.PictureShape;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.word.Words;

/** Makes of an upload the study that the stream would have been given. */
final class UploadedStudy {
  private static final Map<StudyKind, ImageRole> DEFAULT_ROLES =
      Map.of(
          StudyKind.CHEST_XRAY, ImageRole.FRONTAL,
          StudyKind.SKIN, ImageRole.CLINICAL,
          StudyKind.TONGUE, ImageRole.TONGUE);
  private static final PictureShape UNKNOWN = new PictureShape(0, 0, 0, 0);

  private UploadedStudy() {}

  /**
   * @throws ProblemException 400 for a word that does not exist
   */
  static StudyReady of(ScoreRequest request, Path picture, Instant now) throws IOException {
    StudyKind kind =
        word(StudyKind.class, "kind", request.kind())
            .orElseThrow(
                () -> invalid("kind is missing; it is one of " + Words.list(StudyKind.class)));
    SiteId site = site(request.site());
    NormalisedImage image = image(request, kind, picture);
    return StudyReady.newBuilder()
        .setStudyId(
            StudyId.ofImages(site, List.of(ImageId.of(new Sha256(image.getSha256())))).value())
        .setRevision(1)
        .setSite(site.value())
        .setKind(kind)
        .setPriority(Priority.STAT)
        .setComplete(true)
        .setImages(List.of(image))
        .setMetadata(request.metadata() == null ? Map.of() : request.metadata())
        .setRequestedSlot(request.slot())
        .setReceivedAt(now)
        .setReadyAt(now)
        .build();
  }

  private static NormalisedImage image(ScoreRequest request, StudyKind kind, Path picture)
      throws IOException {
    Optional<ImageRole> declared = word(ImageRole.class, "role", request.role());
    Sha256 digest = digest(picture);
    PictureShape shape = PictureShape.of(picture).orElse(UNKNOWN);
    return NormalisedImage.newBuilder()
        .setImageId(ImageId.of(digest).value())
        .setRole(declared.orElse(DEFAULT_ROLES.get(kind)))
        .setRoleSource(declared.isPresent() ? RoleSource.DECLARED : RoleSource.ASSUMED)
        .setRawKey("") // It is stored nowhere.
        .setObjectKey("")
        .setSha256(digest.hex())
        .setWidth(shape.width())
        .setHeight(shape.height())
        .setBitsPerSample(shape.bitsPerSample())
        .setChannels(shape.channels())
        .setNormalisation("none")
        .build();
  }

  private static Sha256 digest(Path picture) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(picture), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.ofDigest(digest.digest());
  }

  static SiteId site(String name) {
    try {
      return new SiteId(name == null ? "local" : name);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private static <E extends Enum<E>> Optional<E> word(Class<E> type, String field, String word) {
    if (word == null) {
      return Optional.empty();
    }
    return Optional.of(
        Words.parse(type, word)
            .orElseThrow(() -> invalid(field + " is none of " + Words.list(type))));
  }

  static ProblemException invalid(String detail) {
    return new ProblemException(Problem.of(400, "invalid-request", "Invalid request", detail));
  }
}
