package org.vigil.ingest.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.storage.FileDoor;

/** The answers of PS3.18 section 10.5.3. */
class StoreResponseTest {
  private static final URI BASE = URI.create("http://localhost/dicomweb/studies");

  @ParameterizedTest
  @CsvSource({
    "200, SUCCESS, SUCCESS",
    "202, SUCCESS, CANNOT_UNDERSTAND",
    "409, CANNOT_DECODE, CANNOT_UNDERSTAND",
    "409, REFUSED_TOO_LARGE, CANNOT_UNDERSTAND",
    "413, REFUSED_TOO_LARGE, REFUSED_TOO_LARGE",
    "503, REFUSED_OUT_OF_RESOURCES, REFUSED_OUT_OF_RESOURCES",
  })
  void theStatusSaysWhatCanBeDone(int expected, Status first, Status second) {
    assertEquals(expected, response(first, second).status());
  }

  @Test
  void everyInstanceIsInOneOfTheSequences() {
    ObjectNode json = response(Status.SUCCESS, Status.CANNOT_DECODE).json();
    assertEquals("1.2.3.0", at(json, "00081199", "00081155"));
    assertEquals("http://localhost/dicomweb/studies/1.9", at(json, "00081199", "00081190"));
    assertEquals("1.2.3.1", at(json, "00081198", "00081155"));
    assertEquals(0xC001, Integer.parseInt(at(json, "00081198", "00081197")));
    assertEquals("http://localhost/dicomweb/studies/1.9", json.at("/00081190/Value/0").asText());
    assertFalse(response(Status.SUCCESS, Status.SUCCESS).json().has("00081198"));
  }

  private static String at(ObjectNode json, String sequence, String tag) {
    return json.at("/%s/Value/0/%s/Value/0".formatted(sequence, tag)).asText();
  }

  private static StoreResponse response(Status... status) {
    List<FileDoor.Taken> taken =
        Stream.iterate(0, i -> i < status.length, i -> i + 1)
            .map(
                i ->
                    new FileDoor.Taken(
                        Optional.of("1.2"),
                        Optional.of("1.2.3." + i),
                        Optional.of("1.9"),
                        status[i]))
            .toList();
    return new StoreResponse(BASE, taken);
  }
}
