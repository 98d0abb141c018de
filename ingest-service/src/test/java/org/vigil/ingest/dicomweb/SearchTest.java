package org.vigil.ingest.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.common.util.UnmodifiableMultivaluedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.CatalogueEntries;
import org.vigil.ingest.dicomweb.Search.Level;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.id.SiteId;

/** Searches over three studies (PS3.18 section 8.3.4, PS3.4 section C.2.2.2). */
class SearchTest {
  private static final SiteId SITE = new SiteId("st-olav");

  private final MemoryStore store = new MemoryStore();
  private final Catalogue catalogue = new Catalogue(store);

  @BeforeEach
  void fill() {
    enter("1.1", "1.1.1", "1.1.1.1", "Doe^Jane", "CR", "20260101");
    enter("1.1", "1.1.1", "1.1.1.2", "Doe^Jane", "CR", "20260101");
    enter("1.1", "1.1.2", "1.1.2.1", "Doe^Jane", "OT", "20260101");
    enter("1.2", "1.2.1", "1.2.1.1", "Müller^Änne", "DX", "20260315");
    enter("1.3", "1.3.1", "1.3.1.1", "Doe^John", "CR", "20260401");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PatientName=doe^jane|1.1",
        "PatientName=DOE*|1.1 1.3",
        "00100010=*^J???|1.1 1.3",
        "PatientName=müller*|1.2",
        "StudyDate=20260201-|1.2 1.3",
        "StudyDate=-20260315|1.1 1.2",
        "StudyDate=20260315|1.2",
        "ModalitiesInStudy=OT|1.1",
        "StudyInstanceUID=1.2|1.2",
        "StudyInstanceUID=1.2,1.3|1.2 1.3",
        "PatientName=|1.1 1.2 1.3",
        "StudyInstanceUID=1|''"
      })
  void studiesAreFoundByTheirAttributes(String query, String expected) {
    assertEquals(
        new TreeSet<>(List.of(expected.split(" "))), found(Level.STUDY, query, "0020000D"));
  }

  @Test
  void seriesAndInstancesAreFoundToo() {
    assertEquals(
        new TreeSet<>(List.of("1.1.1", "1.3.1")), found(Level.SERIES, "Modality=CR", "0020000E"));
    assertEquals(
        new TreeSet<>(List.of("1.1.1.1", "1.1.1.2")),
        found(Level.INSTANCE, "SeriesInstanceUID=1.1.1", "00080018"));
  }

  @Test
  void aStudyIsCountedAndSaysWhereItIs() {
    var study = search(Level.STUDY, "StudyInstanceUID=1.1").results().get(0);
    assertEquals(2, study.at("/00201206/Value/0").asInt());
    assertEquals(3, study.at("/00201208/Value/0").asInt());
    assertEquals("CR", study.at("/00080061/Value/0").asText());
    assertEquals("OT", study.at("/00080061/Value/1").asText());
    assertEquals("Doe^Jane", study.at("/00100010/Value/0/Alphabetic").asText());
    assertEquals("http://x/studies/1.1", study.at("/00081190/Value/0").asText());
  }

  @Test
  void resultsComeInPages() {
    TreeSet<String> seen = new TreeSet<>();
    for (int offset = 0; offset < 5; offset += 2) {
      Search.Found page = search(Level.INSTANCE, "limit=2&offset=" + offset);
      assertEquals(offset < 3, page.more());
      page.results().forEach(one -> seen.add(one.at("/00080018/Value/0").asText()));
    }
    assertEquals(5, seen.size());
  }

  @Test
  void anotherSitesStudiesAreNotFound() {
    Search search = new Search(catalogue, new SiteId("elsewhere"), "http://x/studies");
    assertEquals(0, search.find(Level.STUDY, parameters(""), Map.of()).results().size());
  }

  @ParameterizedTest
  @CsvSource({"Nonsense=1", "limit=many", "PixelData=0"})
  void whatCannotBeSearchedByIsRefused(String query) {
    assertThrows(ProblemException.class, () -> search(Level.STUDY, query));
  }

  private TreeSet<String> found(Level level, String query, String tag) {
    TreeSet<String> found = new TreeSet<>();
    search(level, query)
        .results()
        .forEach(one -> found.add(one.at("/" + tag + "/Value/0").asText()));
    return found.isEmpty() ? new TreeSet<>(List.of("")) : found;
  }

  private Search.Found search(Level level, String query) {
    return new Search(catalogue, SITE, "http://x/studies").find(level, parameters(query), Map.of());
  }

  private static MultivaluedMap<String, String> parameters(String query) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        parameters.add(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    return new UnmodifiableMultivaluedMap<>(parameters);
  }

  private void enter(
      String study, String series, String instance, String name, String modality, String date) {
    CatalogueEntries.enter(
        catalogue,
        SITE,
        Map.of(
            0x0020000D, study,
            0x0020000E, series,
            0x00080018, instance,
            0x00100010, name,
            0x00080060, modality,
            0x00080020, date));
  }
}
