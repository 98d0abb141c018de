package org.vigil.retrieval.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyOrigin;
import org.vigil.schemas.event.StudyScored;

/**
 * What is known of a study besides its vectors and verdicts. Immutable.
 *
 * @param site who sent it
 * @param receivedAt when its first image came
 * @param roles of its images
 * @param images their ImageIds
 * @param sex {@code female}, {@code male} or {@code other}, where the sender told
 * @param age in years, where the sender told
 * @param bodySite in the sender's word, lower case
 * @param patient keyed digest; empty where nobody knows which studies are the same patient's
 * @param device model that took the pictures
 * @param reuse whether the patient agreed that it serves others; empty where nobody said
 * @param picture to show; empty where the study has none
 */
public record StudyFacts(
    String site,
    StudyKind kind,
    Instant receivedAt,
    Set<ImageRole> roles,
    List<String> images,
    Optional<String> sex,
    Optional<Integer> age,
    Optional<String> bodySite,
    Optional<String> patient,
    Optional<String> device,
    Optional<Boolean> reuse,
    Optional<Picture> picture) {
  private static final Map<String, String> SEXES =
      Map.of(
          "female", "female", "f", "female", "male", "male", "m", "male", "other", "other", "o",
          "other");
  private static final int OLDEST = 150;

  /**
   * One normalised picture.
   *
   * @param objectKey in the image bucket
   */
  public record Picture(String imageId, String objectKey) {}

  public static StudyFacts of(StudyScored event) {
    Optional<StudyOrigin> origin = Optional.ofNullable(event.getOrigin());
    Map<String, String> metadata = event.getMetadata();
    Set<ImageRole> roles = new TreeSet<>();
    event.getImages().forEach(image -> roles.add(image.getRole()));
    return new StudyFacts(
        event.getSite(),
        event.getKind(),
        event.getReceivedAt(),
        roles,
        event.getImages().stream().map(NormalisedImage::getImageId).toList(),
        word(metadata, "sex").map(SEXES::get),
        word(metadata, "age").flatMap(StudyFacts::years),
        word(metadata, "localization"),
        origin.map(StudyOrigin::getPatient),
        origin.map(StudyOrigin::getDevice),
        origin.map(StudyOrigin::getReuse),
        picture(event));
  }

  private static Optional<String> word(Map<String, String> metadata, String name) {
    return Optional.ofNullable(metadata.get(name))
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .filter(value -> !value.isEmpty() && !value.equals("unknown"));
  }

  private static Optional<Integer> years(String age) {
    try {
      double years = Double.parseDouble(age);
      return years >= 0 && years <= OLDEST ? Optional.of((int) years) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty(); // What cannot be read as an age is not known.
    }
  }

  /** The first that the model used, else the first. */
  private static Optional<Picture> picture(StudyScored event) {
    Set<String> used =
        event.getOutcome() instanceof Scored scored ? Set.copyOf(scored.getInputsUsed()) : Set.of();
    return event.getImages().stream()
        .filter(image -> used.contains(image.getImageId()))
        .findFirst()
        .or(() -> event.getImages().stream().findFirst())
        .map(image -> new Picture(image.getImageId(), image.getObjectKey()));
  }
}
