package org.vigil.ingest.deidentify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.DataSetReader;
import org.vigil.ingest.dicom.dataset.DataSetWriter;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.Value;

/** Table E.1-1 of PS3.15, attribute by attribute, with identifiers planted at several depths. */
class DeidentifierTest {
  private static final KeySource KEYS = new ConfiguredKey("5a".repeat(32));
  private static final Options ALL =
      new Options(true, Set.of("chest", "pa", "portable"), Set.of("ACME 1.1:02"));
  private static final String SEED = "Zebulon^Quux";
  private static final String SEED_UID = "1.2.3.777777.4";
  private static final String SEED_DATE = "19770707";
  private static final List<String> SEEDS = List.of("Zebulon", SEED_UID, SEED_DATE);
  private static final int PURPOSE_SEQUENCE = 0x0040A170; // In no row of the table.
  private static final int DEEP_SEQUENCE = 0x00081115;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyAttributeOfTheBasicProfileIsTreatedAsTheTableSays(int depth) {
    DataSet original = nested(everything(), depth);
    DataSet clean = new Deidentifier(KEYS, Options.BASIC).deidentify(original).dataSet();
    DataSet inner = unnested(clean, depth);
    ProfileTable.standard()
        .rows()
        .forEach((tag, row) -> assertTreated(tag, row.rule(), inner.element(tag), inner));
    assertNoSeed(clean);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void withAllOptionsNoSeedIsLeftEither(int depth) {
    DataSet clean = new Deidentifier(KEYS, ALL).deidentify(nested(everything(), depth)).dataSet();
    assertNoSeed(clean);
  }

  @Test
  void theTableHasItsRowsAndTheirOptions() {
    assertTrue(ProfileTable.standard().rows().size() > 600);
    assertEquals(Rule.EMPTY, rule(0x00100010));
    assertEquals(Rule.UID, rule(0x0020000D));
    assertEquals(Rule.REMOVE, rule(0x00081030));
    assertEquals(Rule.DUMMY, rule(0x00080023));
    assertEquals(Rule.ITEMS, rule(0x00081140));
    assertTrue(ProfileTable.standard().row(0x00080020).orElseThrow().date());
    assertFalse(ProfileTable.standard().row(0x00100030).orElseThrow().date());
    assertTrue(ProfileTable.standard().row(0x0008103E).orElseThrow().descriptor());
    assertEquals(Rule.REMOVE, rule(0x60023000));
    assertEquals(Optional.empty(), ProfileTable.standard().row(0x60020010));
  }

  @Test
  void theSameUidBecomesTheSameEverywhereAndAnotherUnderAnotherKey() {
    DataSet original = new DataSet(ByteOrder.LITTLE_ENDIAN);
    original.put(Element.text(Tag.SOPInstanceUID, "UI", "1.2.3"));
    DataSet item = new DataSet(ByteOrder.LITTLE_ENDIAN);
    item.put(Element.text(Tag.ReferencedSOPInstanceUID, "UI", "1.2.3"));
    original.put(Element.items(Tag.SourceImageSequence, List.of(item)));
    DataSet clean = new Deidentifier(KEYS, Options.BASIC).deidentify(original).dataSet();
    String uid = clean.text(Tag.SOPInstanceUID).orElseThrow();
    assertEquals(
        Optional.of(uid),
        clean.item(Tag.SourceImageSequence).orElseThrow().text(Tag.ReferencedSOPInstanceUID));
    assertTrue(uid.startsWith("2.25.") && uid.length() <= 64);
    DataSet other =
        new Deidentifier(new ConfiguredKey("a5".repeat(32)), Options.BASIC)
            .deidentify(original)
            .dataSet();
    assertNotEquals(uid, other.text(Tag.SOPInstanceUID).orElseThrow());
  }

  @Test
  void aPatientsDatesMoveTogetherAndTheirDistancesStay() {
    Deidentifier deidentifier = new Deidentifier(KEYS, ALL);
    DataSet first = deidentifier.deidentify(study("P1", "20240131")).dataSet();
    DataSet second = deidentifier.deidentify(study("P1", "20240301")).dataSet();
    DataSet other = deidentifier.deidentify(study("P2", "20240131")).dataSet();
    long days = ChronoUnit.DAYS.between(date(first), date(second));
    assertEquals(30, days);
    assertNotEquals(date(first), date(other));
    assertNotEquals(LocalDate.of(2024, 1, 31), date(first));
    assertEquals("101500", first.text(0x00080030).orElseThrow());
    assertEquals("MODIFIED", first.text(0x00280303).orElseThrow());
  }

  @Test
  void aDateThatCannotBeReadFallsBackToTheBasicProfile() {
    DataSet clean = new Deidentifier(KEYS, ALL).deidentify(study("P1", "Zebulon")).dataSet();
    assertEquals(Optional.empty(), clean.text(0x00080020));
    assertTrue(clean.element(0x00080020).isPresent());
  }

  @Test
  void descriptionsKeepKnownWordsOnly() {
    DataSet original = new DataSet(ByteOrder.LITTLE_ENDIAN);
    original.put(Element.text(0x0008103E, "LO", "Chest PA 2 for Zebulon born 19770707, portable"));
    original.put(Element.text(0x00081030, "LO", "Zebulon Quux"));
    DataSet clean = new Deidentifier(KEYS, ALL).deidentify(original).dataSet();
    assertEquals("Chest PA 2 portable", clean.text(0x0008103E).orElseThrow());
    assertEquals(Optional.empty(), clean.element(0x00081030));
  }

  @Test
  void privateAttributesGoUnlessTheyAreListed() {
    DataSet original = new DataSet(ByteOrder.LITTLE_ENDIAN);
    original.put(Element.text(0x00090010, "LO", "ACME 1.1"));
    original.put(Element.text(0x00091001, "LO", SEED));
    original.put(Element.text(0x00091002, "LO", "gain 4"));
    original.put(Element.text(0x000B0010, "LO", "ACME 2.0"));
    original.put(Element.text(0x000B1002, "LO", SEED));
    Deidentifier.Result result = new Deidentifier(KEYS, ALL).deidentify(original);
    assertEquals("gain 4", result.dataSet().text(0x00091002).orElseThrow());
    assertTrue(result.dataSet().element(0x00090010).isPresent());
    assertTrue(result.report().removed().containsAll(Set.of("00091001", "000B1002", "000B0010")));
    assertNoSeed(result.dataSet());
    DataSet basic = new Deidentifier(KEYS, Options.BASIC).deidentify(original).dataSet();
    assertTrue(basic.elements().stream().noneMatch(Element::isPrivate));
  }

  @Test
  void theMethodIsWrittenInWordsAndCodes() {
    DataSet clean =
        new Deidentifier(KEYS, ALL).deidentify(new DataSet(ByteOrder.LITTLE_ENDIAN)).dataSet();
    assertEquals("YES", clean.text(0x00120062).orElseThrow());
    assertEquals(
        List.of("113100", "113105", "113107", "113111"),
        clean.items(0x00120064).stream().map(code -> code.text(0x00080100).orElseThrow()).toList());
  }

  @Test
  void whatNobodyKnowsAndNamesThatNobodyListsGo() {
    DataSet original = new DataSet(ByteOrder.LITTLE_ENDIAN);
    original.put(Element.text(0x00280FFE, "LO", SEED));
    original.put(Element.text(0x00400006, "PN", SEED));
    original.put(Element.text(0x00741027, "PN", SEED));
    original.put(Element.text(PURPOSE_SEQUENCE, "UN", SEED)); // Not known to its writer.
    original.put(Element.bytes(Tag.Rows, "US", new byte[] {2, 0}));
    DataSet clean = new Deidentifier(KEYS, Options.BASIC).deidentify(original).dataSet();
    assertNoSeed(clean);
    assertEquals(2, clean.unsigned(Tag.Rows).orElseThrow());
  }

  private static Rule rule(int tag) {
    return ProfileTable.standard().row(tag).orElseThrow().rule();
  }

  /** An element for each row, with something in it that must not be found again. */
  private static DataSet everything() {
    DataSet all = new DataSet(ByteOrder.LITTLE_ENDIAN);
    ProfileTable.standard().rows().keySet().stream()
        .filter(tag -> !Tag.isPrivate(tag))
        .forEach(tag -> all.put(seeded(tag)));
    all.put(Element.text(0x00091001, "LO", SEED));
    all.put(Element.text(0x60003000, "LO", SEED));
    all.put(Element.text(0x50040010, "LO", SEED));
    return all;
  }

  private static Element seeded(int tag) {
    String vr = DataDictionary.vr(tag);
    return switch (vr) {
      case "SQ" -> {
        DataSet item = new DataSet(ByteOrder.LITTLE_ENDIAN);
        item.put(Element.text(0x00100010, "PN", SEED));
        item.put(Element.text(Tag.ReferencedSOPInstanceUID, "UI", SEED_UID));
        yield Element.items(tag, List.of(item));
      }
      case "UI" -> Element.text(tag, vr, SEED_UID);
      case "DA" -> Element.text(tag, vr, SEED_DATE);
      case "DT" -> Element.text(tag, vr, SEED_DATE + "101500");
      case "TM" -> Element.text(tag, vr, "101500");
      default -> Element.bytes(tag, vr, (SEED + " ").getBytes(StandardCharsets.US_ASCII));
    };
  }

  private static DataSet nested(DataSet inner, int depth) {
    DataSet nested = inner;
    for (int i = 0; i < depth; i++) {
      DataSet outer = new DataSet(ByteOrder.LITTLE_ENDIAN);
      int sequence = i == 0 ? PURPOSE_SEQUENCE : DEEP_SEQUENCE;
      outer.put(Element.items(sequence, List.of(nested)));
      nested = outer;
    }
    return nested;
  }

  private static DataSet unnested(DataSet outer, int depth) {
    DataSet inner = outer;
    for (int i = depth - 1; i >= 0; i--) {
      inner = inner.item(i == 0 ? PURPOSE_SEQUENCE : DEEP_SEQUENCE).orElseThrow();
    }
    return inner;
  }

  private static void assertTreated(int tag, Rule rule, Optional<Element> clean, DataSet data) {
    String name = Tag.name(tag);
    boolean ours = tag == 0x00280303; // Written by ourselves.
    switch (rule) {
      case REMOVE -> assertTrue(clean.isEmpty() || ours, name + " is removed");
      case EMPTY -> assertEquals(0, size(clean.orElseThrow()), name + " is empty");
      case DUMMY ->
          assertTrue(
              size(clean.orElseThrow()) > 0 || clean.get().vr().equals("SQ"),
              name + " has a value");
      case UID -> assertTrue(data.text(tag).orElseThrow().startsWith("2.25."), name + " is mapped");
      case ITEMS -> assertEquals(1, data.items(tag).size(), name + " keeps its items");
    }
  }

  private static int size(Element element) {
    return switch (element.value()) {
      case Value.Bytes(ByteBuffer bytes) -> bytes.remaining();
      case Value.Items(List<DataSet> items) -> items.size();
      case Value.Fragments fragments -> fragments.fragments().size();
    };
  }

  private static void assertNoSeed(DataSet clean) {
    byte[] written = DataSetWriter.write(clean);
    String all = new String(written, StandardCharsets.ISO_8859_1);
    SEEDS.forEach(seed -> assertFalse(all.contains(seed), seed));
    DataSetReader.read(ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN), true);
  }

  private static DataSet study(String patient, String date) {
    DataSet study = new DataSet(ByteOrder.LITTLE_ENDIAN);
    study.put(Element.text(0x00100020, "LO", patient));
    study.put(Element.text(0x00080020, "DA", date));
    study.put(Element.text(0x00080030, "TM", "101500"));
    return study;
  }

  private static LocalDate date(DataSet data) {
    return LocalDate.parse(data.text(0x00080020).orElseThrow(), DateTimeFormatter.BASIC_ISO_DATE);
  }
}
