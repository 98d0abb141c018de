package org.vigil.models.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.models.dataset.MetadataEncoding.Gaps;

class MetadataEncodingTest {
  private static final List<MetadataField> FIELDS =
      List.of(
          MetadataField.quantity("age"),
          MetadataField.category("site"),
          MetadataField.category("always"));

  private static Item item(Map<String, String> metadata) {
    return new Item(
        metadata.toString(),
        "p",
        List.of(new PictureRef("clinical", "x")),
        List.of(0),
        metadata,
        Optional.empty());
  }

  private static final List<Item> TRAINING =
      List.of(
          item(Map.of("age", "10", "site", "arm", "always", "same")),
          item(Map.of("age", "30", "site", "leg", "always", "same")),
          item(Map.of("site", "arm")));

  @Test
  void wordsBecomeColumnsAndQuantitiesAreScaledByTheTrainingItems() {
    MetadataEncoding encoding = MetadataEncoding.fit(FIELDS, TRAINING, Gaps.NEUTRAL);
    assertEquals(3, encoding.width()); // age, arm, leg; a field of one value says nothing
    var encoded = encoding.encode(Map.of("age", "30", "site", "leg"));
    assertArrayEquals(new float[] {1, 0, 1}, encoded.values());
    assertEquals(Set.of(), encoded.missing());
  }

  @Test
  void aGapIsNeutralOrTheCommonestAndIsTold() {
    var neutral = MetadataEncoding.fit(FIELDS, TRAINING, Gaps.NEUTRAL).encode(Map.of());
    assertArrayEquals(new float[] {0, 0, 0}, neutral.values());
    var filled = MetadataEncoding.fit(FIELDS, TRAINING, Gaps.COMMONEST).encode(Map.of());
    assertArrayEquals(new float[] {0, 1, 0}, filled.values());
    assertEquals(Set.of("age", "site"), filled.missing());
  }

  @Test
  void aWordThatNoTrainingItemHasIsAGap() {
    MetadataEncoding encoding = MetadataEncoding.fit(FIELDS, TRAINING, Gaps.NEUTRAL);
    var encoded = encoding.encode(Map.of("age", "20", "site", "nose"));
    assertArrayEquals(new float[] {0, 0, 0}, encoded.values());
    assertEquals(Set.of("site"), encoded.missing());
  }

  @Test
  void itTravelsAsJson() throws IOException {
    MetadataEncoding encoding = MetadataEncoding.fit(FIELDS, TRAINING, Gaps.COMMONEST);
    ObjectMapper json = new ObjectMapper();
    assertEquals(
        encoding, json.readValue(json.writeValueAsBytes(encoding), MetadataEncoding.class));
  }

  @Test
  void aQuantityThatIsNoNumberIsNamed() {
    List<Item> bad = List.of(item(Map.of("age", "old")), item(Map.of("age", "1")));
    assertThrows(DatasetException.class, () -> MetadataEncoding.fit(FIELDS, bad, Gaps.NEUTRAL));
  }
}
