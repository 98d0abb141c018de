package org.vigil.ingest.upload;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vigil.ingest.config.IngestSettings;
import org.vigil.ingest.metadata.MetadataSchemas;
import org.vigil.ingest.origin.OriginWords;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.metadata.MetadataNames;
import org.vigil.schemas.word.Words;

/**
 * Checks the words of a request. Every complaint names the field and what would do. Thread-safe.
 */
public final class UploadRules {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9 ._/+-]{1,64}");
  private static final Pattern SLOT = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Map<StudyKind, Set<ImageRole>> ROLES =
      new EnumMap<>(
          Map.of(
              StudyKind.CHEST_XRAY,
                  EnumSet.of(ImageRole.FRONTAL, ImageRole.LATERAL, ImageRole.OTHER),
              StudyKind.SKIN,
                  EnumSet.of(ImageRole.DERMOSCOPIC, ImageRole.CLINICAL, ImageRole.OTHER),
              StudyKind.TONGUE, EnumSet.of(ImageRole.TONGUE, ImageRole.OTHER)));

  private final IngestSettings settings;
  private final MetadataSchemas schemas;

  public UploadRules(IngestSettings settings, MetadataSchemas schemas) {
    this.settings = settings;
    this.schemas = schemas;
  }

  /** The role of an image whose sender names none. */
  public static ImageRole defaultRole(StudyKind kind) {
    return switch (kind) {
      case CHEST_XRAY -> ImageRole.FRONTAL;
      case SKIN -> ImageRole.CLINICAL;
      case TONGUE -> ImageRole.TONGUE;
    };
  }

  /**
   * @throws ProblemException 400 or 422 for a field that is missing or wrong, 413 for too many
   *     images
   */
  public Upload check(StudyRequest request, List<Upload.Part> parts) {
    if (request == null) {
      throw invalid("study", "the part 'study' (JSON) is missing");
    }
    if (parts.isEmpty()) {
      throw invalid("image", "no image: send each as a part 'image' or 'image.<role>'");
    }
    if (parts.size() > settings.limits().imagesPerStudy()) {
      throw new ProblemException(
          Problem.of(
              413,
              "too-many-images",
              "Too many images",
              "%d images; the limit is %d"
                  .formatted(parts.size(), settings.limits().imagesPerStudy())));
    }
    Optional<StudyKind> kind = word(StudyKind.class, "kind", request.kind());
    kind.ifPresent(known -> parts.forEach(part -> requireRole(known, part)));
    return new Upload(
        site(request.site()),
        kind,
        word(Priority.class, "priority", request.priority()).orElse(Priority.ROUTINE),
        matching("slot", request.slot(), SLOT),
        matching("key", request.key(), KEY),
        metadata(kind, request.metadata() == null ? Map.of() : request.metadata()),
        parts,
        !request.more(),
        new OriginWords(
            matching("patient", request.patient(), KEY),
            matching("device", request.device(), DEVICE),
            Optional.ofNullable(request.reuse())));
  }

  /** The role that a part's name states: {@code image.frontal}. */
  public static Optional<ImageRole> roleOfPart(String name) {
    if (name.equals("image")) {
      return Optional.empty();
    }
    String word = name.substring("image.".length());
    return Optional.of(
        Words.parse(ImageRole.class, word)
            .orElseThrow(
                () ->
                    invalid(
                        name,
                        "no role '"
                            + printable(word)
                            + "'; roles are "
                            + Words.list(ImageRole.class))));
  }

  private static void requireRole(StudyKind kind, Upload.Part part) {
    part.role()
        .filter(role -> !ROLES.get(kind).contains(role))
        .ifPresent(
            role -> {
              throw invalid(
                  part.name(),
                  "a %s study has no %s image".formatted(Words.of(kind), Words.of(role)));
            });
  }

  private static SiteId site(String site) {
    try {
      return new SiteId(site);
    } catch (IllegalArgumentException e) {
      throw invalid("site", e.getMessage());
    }
  }

  static <E extends Enum<E>> Optional<E> word(Class<E> type, String field, String word) {
    if (word == null) {
      return Optional.empty();
    }
    return Optional.of(
        Words.parse(type, word)
            .orElseThrow(
                () -> invalid(field, "'" + printable(word) + "' is none of " + Words.list(type))));
  }

  private static Optional<String> matching(String field, String value, Pattern form) {
    if (value != null && !form.matcher(value).matches()) {
      throw invalid(field, "must match " + form);
    }
    return Optional.ofNullable(value);
  }

  private Map<String, String> metadata(Optional<StudyKind> kind, Map<String, Object> given) {
    if (given.size() > settings.limits().metadataEntries()) {
      throw invalid("metadata", "more than " + settings.limits().metadataEntries() + " entries");
    }
    Set<String> allowed = allowed(kind);
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(allowed);
    if (!unknown.isEmpty()) {
      throw new ProblemException(
          Problem.of(
                  422,
                  "unknown-metadata",
                  "Metadata that is not taken",
                  "not taken: %s; taken: %s. Identifiers must not be sent."
                      .formatted(
                          unknown.stream().map(UploadRules::printable).toList(),
                          new TreeSet<>(allowed)))
              .about("metadata"));
    }
    Map<String, String> metadata = new HashMap<>();
    given.forEach(
        (name, value) -> {
          String text = text(name, value);
          requireSensible(kind, name, text);
          metadata.put(name, text);
        });
    return metadata;
  }

  /** By the kind's schema; where the kind is still unknown, by any that has the name. */
  private void requireSensible(Optional<StudyKind> kind, String name, String text) {
    List<StudyKind> kinds =
        kind.map(List::of).orElseGet(() -> List.of(StudyKind.values())).stream()
            .filter(each -> schemas.knows(each, name))
            .toList();
    List<String> complaints =
        kinds.stream().flatMap(each -> schemas.complaint(each, name, text).stream()).toList();
    if (!kinds.isEmpty() && complaints.size() == kinds.size()) {
      throw new ProblemException(
          Problem.of(422, "invalid-metadata", "Metadata out of range", complaints.get(0))
              .about("metadata." + name));
    }
  }

  private Set<String> allowed(Optional<StudyKind> kind) {
    Set<String> allowed = new TreeSet<>();
    for (StudyKind each : StudyKind.values()) {
      if (kind.isEmpty() || kind.get() == each) {
        Optional.ofNullable(settings.kinds().get(Words.of(each)))
            .ifPresent(
                configured ->
                    allowed.addAll(configured.metadata().orElseGet(() -> MetadataNames.of(each))));
      }
    }
    return allowed;
  }

  private String text(String name, Object value) {
    boolean simple = value instanceof String || value instanceof Number || value instanceof Boolean;
    String text = String.valueOf(value);
    if (!simple
        || text.length() > settings.limits().metadataLength()
        || !text.equals(printable(text))) {
      throw invalid(
          "metadata." + name,
          "needs a number, true, false or up to %d printable characters"
              .formatted(settings.limits().metadataLength()));
    }
    return text;
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 200 ? clean : clean.substring(0, 200);
  }

  static ProblemException invalid(String field, String detail) {
    return new ProblemException(
        Problem.of(400, "invalid-request", "Invalid request", detail).about(field));
  }
}
