package org.vigil.ingest.dicomweb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.Catalogue.StudyKey;
import org.vigil.schemas.id.SiteId;

/**
 * Searches the catalogue (PS3.18 section 10.6). A search within a study reads its instances; any
 * other reads those of every study of the site, which is meant for the thousands of studies that
 * are triaged, not for an archive. Thread-safe.
 *
 * @param base of the service's addresses, ending in {@code /studies}
 */
record Search(Catalogue catalogue, SiteId site, String base) {
  private static final Set<String> OF_STUDY =
      Set.of(
          "StudyDate",
          "StudyTime",
          "AccessionNumber",
          "ReferringPhysicianName",
          "StudyDescription",
          "PatientName",
          "PatientID",
          "PatientBirthDate",
          "PatientSex",
          "StudyInstanceUID",
          "StudyID");
  private static final Set<String> OF_SERIES =
      Set.of(
          "Modality", "SeriesDescription", "SeriesInstanceUID", "SeriesNumber", "BodyPartExamined");
  private static final Set<String> OF_INSTANCE =
      Set.of(
          "SOPClassUID", "SOPInstanceUID", "InstanceNumber", "NumberOfFrames", "Rows", "Columns");

  /** What is asked for (table 10.6.1-5). */
  enum Level {
    STUDY(OF_STUDY),
    SERIES(OF_SERIES),
    INSTANCE(OF_INSTANCE);

    private final Set<String> words;

    Level(Set<String> words) {
      this.words = words;
    }

    /** Attributes of this level and those above it. */
    Set<String> words() {
      return Stream.of(values())
          .filter(level -> level.ordinal() <= ordinal())
          .flatMap(level -> level.words.stream())
          .collect(Collectors.toSet());
    }
  }

  /**
   * An answer.
   *
   * @param more whether there are results beyond these
   */
  record Found(ArrayNode results, boolean more) {}

  Found find(Level level, MultivaluedMap<String, String> parameters, Map<String, String> within) {
    Set<String> searchable = new TreeSet<>(level.words());
    searchable.add("ModalitiesInStudy");
    SearchQuery query = SearchQuery.of(parameters, searchable);
    query.matches().putAll(within);
    Optional<String> modalities = Optional.ofNullable(query.matches().remove("ModalitiesInStudy"));
    List<List<Catalogue.Instance>> groups =
        studies(query)
            .filter(study -> modalities.map(m -> modalities(study).contains(m)).orElse(true))
            .flatMap(study -> groups(level, study).stream())
            .filter(group -> group.stream().anyMatch(query::accepts))
            .skip(query.offset())
            .limit(query.limit() + 1L)
            .toList();
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    groups.stream().limit(query.limit()).forEach(group -> results.add(result(level, group)));
    return new Found(results, groups.size() > query.limit());
  }

  private Stream<List<Catalogue.Instance>> studies(SearchQuery query) {
    Stream<StudyKey> keys =
        query
            .exactly("StudyInstanceUID")
            .map(uid -> Stream.of(StudyKey.of(uid)))
            .orElseGet(() -> catalogue.studies(site).keySet().stream());
    return keys.map(key -> catalogue.instances(site, key)).filter(study -> !study.isEmpty());
  }

  private static List<List<Catalogue.Instance>> groups(
      Level level, List<Catalogue.Instance> study) {
    return switch (level) {
      case STUDY -> List.of(study);
      case INSTANCE -> study.stream().map(List::of).toList();
      case SERIES ->
          List.copyOf(
              study.stream()
                  .collect(
                      Collectors.groupingBy(
                          instance -> instance.word("SeriesInstanceUID"),
                          LinkedHashMap::new,
                          Collectors.toList()))
                  .values());
    };
  }

  private ObjectNode result(Level level, List<Catalogue.Instance> group) {
    Catalogue.Instance first = group.get(0);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String keyword : new TreeSet<>(level.words())) {
      if (!first.word(keyword).isEmpty()) {
        put(json, keyword, first.word(keyword));
      }
    }
    put(json, "InstanceAvailability", "ONLINE");
    put(json, "RetrieveURL", url(level, first));
    if (level == Level.STUDY) {
      put(json, "ModalitiesInStudy", String.join("\\", modalities(group)));
      put(json, "NumberOfStudyRelatedSeries", count(group, "SeriesInstanceUID"));
      put(json, "NumberOfStudyRelatedInstances", Integer.toString(group.size()));
    } else if (level == Level.SERIES) {
      put(json, "NumberOfSeriesRelatedInstances", Integer.toString(group.size()));
    }
    return json;
  }

  private static Set<String> modalities(List<Catalogue.Instance> group) {
    return group.stream()
        .map(instance -> instance.word("Modality"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String count(List<Catalogue.Instance> group, String keyword) {
    return Long.toString(group.stream().map(one -> one.word(keyword)).distinct().count());
  }

  private static void put(ObjectNode json, String keyword, String value) {
    int tag = DataDictionary.tag(keyword).orElseThrow();
    DicomJson.text(json, tag, DataDictionary.vr(tag), value);
  }

  private String url(Level level, Catalogue.Instance instance) {
    String study = base + "/" + instance.word("StudyInstanceUID");
    String series = study + "/series/" + instance.word("SeriesInstanceUID");
    return switch (level) {
      case STUDY -> study;
      case SERIES -> series;
      case INSTANCE -> series + "/instances/" + instance.word("SOPInstanceUID");
    };
  }
}
