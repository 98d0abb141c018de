package org.vigil.ingest.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.metadata.MetadataNames;

class MetadataSchemasTest {
  private static final Path TABLES =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/metadata").normalize();

  private final MetadataSchemas schemas = new MetadataSchemas();

  @ParameterizedTest
  @EnumSource(StudyKind.class)
  void aSchemaHasTheNamesThatAreTaken(StudyKind kind) {
    List<String> names = new ArrayList<>();
    schemas.text(kind).get("properties").fieldNames().forEachRemaining(names::add);
    assertEquals(new TreeSet<>(MetadataNames.of(kind)), new TreeSet<>(names));
  }

  @ParameterizedTest
  @CsvSource({
    "age, 54",
    "age, 40.0",
    "age, 0",
    "sex, female",
    "sex, M",
    "itch, True",
    "itch, false",
    "itch, UNK",
    "diameter_1, 6.5",
    "fitzpatrick, 2",
    "fitzpatrick, 2.0",
    "localization, upper extremity"
  })
  void whatSendersSayIsTaken(String name, String value) {
    assertEquals(Optional.empty(), schemas.complaint(StudyKind.SKIN, name, value));
  }

  @ParameterizedTest
  @CsvSource({
    "age, 121, a number from 0 to 120 a",
    "age, -1, a number from 0 to 120 a",
    "age, old, a number from 0 to 120 a",
    "age, 40.00.00, a number from 0 to 120 a",
    "diameter_1, 501, a number from 0 to 500 mm",
    "fitzpatrick, 2.5, a whole number from 1 to 6",
    "fitzpatrick, 7, a whole number from 1 to 6",
    "itch, perhaps, one of",
    "sex, 1, one of",
    "localization, 12 Main Street, at most 60 characters",
  })
  void whatCannotBeIsRefusedWithWhatCould(String name, String value, String wanted) {
    String complaint = schemas.complaint(StudyKind.SKIN, name, value).orElseThrow();
    assertTrue(complaint.contains(wanted), complaint);
    assertFalse(complaint.contains(value + " "), complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PA", "AP", "AP Supine", "AP semi erect", "L", "LATERAL"})
  void everyViewOfTheDataSetsIsTaken(String view) {
    assertEquals(Optional.empty(), schemas.complaint(StudyKind.CHEST_XRAY, "view", view));
  }

  @Test
  void everyRowOfTheRealTableOfSmartphoneCasesIsTaken() throws IOException {
    Path table = TABLES.resolve("PAD-UFES-20_metadata.csv");
    assumeTrue(Files.exists(table), "no " + table);
    List<String> lines = Files.readAllLines(table);
    List<String> header = List.of(lines.get(0).split(",", -1));
    for (String name : List.of("age", "itch", "grew", "hurt", "bleed", "diameter_1", "elevation")) {
      int column = header.indexOf(name);
      for (String line : lines.subList(1, lines.size())) {
        String value = line.split(",", -1)[column];
        if (!value.isEmpty()) {
          assertEquals(
              Optional.empty(), schemas.complaint(StudyKind.SKIN, name, value), name + value);
        }
      }
    }
  }
}
