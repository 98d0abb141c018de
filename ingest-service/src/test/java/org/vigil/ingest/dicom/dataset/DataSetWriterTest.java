package org.vigil.ingest.dicom.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read in any encoding is read again from what was written of it. */
class DataSetWriterTest {
  private static final Path FILES =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CT_small.dcm",
        "MR_small_implicit.dcm",
        "image_dfl.dcm",
        "test-SR.dcm",
        "rtplan.dcm",
        "examples_ybr_color.dcm",
        "bad_sequence.dcm",
        "vlut_04.dcm"
      })
  void nothingIsLostAndNothingChanged(String name) throws IOException {
    DataSet data = read(name);
    byte[] written = DataSetWriter.write(data);
    DataSet again =
        DataSetReader.read(ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN), true);
    assertEquals(flat(data), flat(again));
    assertArrayEquals(written, DataSetWriter.write(again));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MR_small_bigendian.dcm"})
  void numbersAreTurnedIntoLittleEndian(String name) throws IOException {
    byte[] written = DataSetWriter.write(read(name));
    DataSet again =
        DataSetReader.read(ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN), true);
    DataSet little = read("MR_small.dcm");
    for (int tag : new int[] {Tag.Rows, Tag.BitsStored, Tag.PixelData}) {
      assertEquals(little.bytes(tag).orElseThrow(), again.bytes(tag).orElseThrow(), Tag.name(tag));
    }
  }

  private static DataSet read(String name) throws IOException {
    Path file = FILES.resolve(name);
    assumeTrue(Files.exists(file), "no " + file + ": the real DICOM files are not here");
    return Part10.read(Files.readAllBytes(file)).dataSet();
  }

  /** Tags and values at every depth, without group lengths. */
  private static List<String> flat(DataSet data) {
    List<String> flat = new ArrayList<>();
    for (Element element : data.elements()) {
      String name = Tag.name(element.tag());
      if (name.endsWith("0000")) {
        continue;
      }
      switch (element.value()) {
        case Value.Bytes(ByteBuffer bytes) -> flat.add(name + " " + bytes.hashCode());
        case Value.Fragments(ByteBuffer offsets, List<ByteBuffer> fragments) ->
            flat.add(name + " " + offsets.hashCode() + fragments.hashCode());
        case Value.Items(List<DataSet> items) ->
            items.forEach(item -> flat.add(name + " " + flat(item)));
      }
    }
    return flat;
  }
}
