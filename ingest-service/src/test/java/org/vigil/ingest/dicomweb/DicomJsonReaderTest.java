package org.vigil.ingest.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.refusal.RefusedException;

/** The DICOM JSON model (PS3.18 annex F) as senders write it. */
class DicomJsonReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An attribute of every form; names and text in several scripts. */
  private static final String WHOLE =
      """
      {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},
       "00080016":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.77.1.4"]},
       "00080060":{"vr":"CS","Value":["XC"]},
       "00081140":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2.3"]}},{}]},
       "00100010":{"vr":"PN","Value":[{"Alphabetic":"Yamada^Tarou","Ideographic":"山田^太郎"}]},
       "00101020":{"vr":"DS","Value":[1.75]},
       "00104000":{"vr":"LT","Value":["a \\\\ b"]},
       "00200013":{"vr":"IS","Value":[7]},
       "00280009":{"vr":"AT","Value":["00181063"]},
       "00280010":{"vr":"US","Value":[65535]},
       "00280106":{"vr":"SS","Value":[-3]},
       "00181271":{"vr":"FD","Value":[0.1,-2.5]},
       "00189073":{"vr":"FL","Value":[0.5]},
       "00281201":{"vr":"OW","InlineBinary":"AAECAw=="}}
      """;

  @Test
  void whatIsReadIsWrittenAlike() throws JsonProcessingException {
    DataSet data = DicomJsonReader.read(JSON.readTree(WHOLE)).data();
    String written = JSON.writeValueAsString(DicomJson.of(data));
    assertEquals(JSON.readTree(WHOLE), JSON.readTree(written)); // Numbers are of one type there.
    assertEquals(Optional.of("Yamada^Tarou=山田^太郎"), data.text(0x00100010));
  }

  @Test
  void pixelsAreWhereTheirUriSays() throws JsonProcessingException {
    DicomJsonReader.Instance instance =
        read("{\"7FE00010\":{\"vr\":\"OB\",\"BulkDataURI\":\"photo\"}}");
    assertEquals(Optional.of("photo"), instance.pixels());
    assertEquals(Optional.empty(), instance.data().element(Tag.PixelData));
  }

  @Test
  void metaInformationIsPassedOver() throws JsonProcessingException {
    DicomJsonReader.Instance instance = read("{\"00020010\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}");
    assertEquals(Optional.empty(), instance.data().element(Tag.TransferSyntaxUID));
  }

  @Test
  void aDecimalKeepsToItsSixteenCharacters() throws JsonProcessingException {
    DataSet data = read("{\"00101020\":{\"vr\":\"DS\",\"Value\":[0.30000000000000004]}}").data();
    assertEquals(Optional.of("0.300000000"), data.text(0x00101020));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"Rows\":{\"vr\":\"US\",\"Value\":[1]}}",
        "{\"00280010\":{\"vr\":\"US\",\"Value\":[65536]}}",
        "{\"00280010\":{\"vr\":\"US\",\"Value\":[1.5]}}",
        "{\"00280010\":{\"Value\":[1]}}",
        "{\"00281201\":{\"vr\":\"OW\",\"InlineBinary\":\"?\"}}",
        "{\"00281201\":{\"vr\":\"OW\",\"BulkDataURI\":\"lut\"}}",
        "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[1]}}"
      })
  void whatIsNoDataSetIsRefused(String json) {
    assertThrows(RefusedException.class, () -> read(json));
  }

  @Test
  void spoiltMetadataAreReadOrRefused() throws InterruptedException {
    Fuzzing.refusedBy(RefusedException.class, JsonProcessingException.class)
        .run(
            3_000,
            Fuzzing.Inputs.mutantsOf(List.of(WHOLE.getBytes(StandardCharsets.UTF_8))),
            (bytes, random) ->
                DicomJsonReader.read(JSON.readTree(new String(bytes, StandardCharsets.UTF_8))));
  }

  private static DicomJsonReader.Instance read(String json) throws JsonProcessingException {
    JsonNode node = JSON.readTree(json);
    return DicomJsonReader.read(node);
  }
}
