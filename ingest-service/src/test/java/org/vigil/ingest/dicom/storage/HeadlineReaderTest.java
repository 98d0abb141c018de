package org.vigil.ingest.dicom.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.fuzz.Mutations;

/** The head of a data set, in every encoding. */
class HeadlineReaderTest {
  private static final List<Object> EXPECTED =
      List.of(
          Optional.of("1.2.840.10008.5.1.4.1.1.1"),
          Optional.of("1.2.3.4"),
          Optional.of("CR"),
          Optional.of("CHEST"),
          Optional.of("1.2.826.0.1.1"),
          Optional.of("Doe^Jane"),
          Optional.of(32),
          1);

  @TempDir Path folder;

  @Test
  void everyEncodingSaysTheSame() throws IOException {
    assertEquals(
        EXPECTED, said(data(true, ByteOrder.LITTLE_ENDIAN).toBytes(), StorageSyntax.JPEG_BASELINE));
    assertEquals(
        EXPECTED,
        said(
            data(false, ByteOrder.LITTLE_ENDIAN).toBytes(),
            StorageSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    assertEquals(
        EXPECTED,
        said(data(true, ByteOrder.BIG_ENDIAN).toBytes(), StorageSyntax.EXPLICIT_VR_BIG_ENDIAN));
    assertEquals(
        EXPECTED,
        said(
            data(true, ByteOrder.LITTLE_ENDIAN).toDeflatedBytes(),
            StorageSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN));
  }

  @Test
  void whatIsCutOffBeforeAnythingWasSaidIsRefused() {
    byte[] whole = data(true, ByteOrder.LITTLE_ENDIAN).toBytes();
    assertThrows(
        EOFException.class,
        () -> read(Arrays.copyOf(whole, 10), StorageSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
  }

  @Test
  void aBombThatInflatesForEverIsRefused() {
    DataSetBytes bomb =
        new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN)
            .text(0x00080016, "UI", "1.2")
            .bytes(0x00090010, "OB", new byte[64 << 20])
            .text(0x00180015, "CS", "CHEST");
    assertThrows(
        IOException.class,
        () -> read(bomb.toDeflatedBytes(), StorageSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN));
  }

  @Test
  void spoiltDataSetsAreReadOrRefused() throws InterruptedException {
    Fuzzing.refusedBy(IOException.class)
        .run(5_000, HeadlineReaderTest::spoilt, (bytes, random) -> read(bytes, syntax(bytes)));
  }

  private static byte[] spoilt(Random random) {
    StorageSyntax syntax = StorageSyntax.values()[random.nextInt(4)];
    DataSetBytes data =
        data(
            syntax.isExplicit(),
            syntax.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    byte[] head = syntax.isDeflated() ? data.toDeflatedBytes() : Arrays.copyOf(data.toBytes(), 300);
    byte[] mutant = Mutations.of(head, random);
    byte[] marked = Arrays.copyOf(mutant, mutant.length + 1);
    marked[mutant.length] = (byte) syntax.ordinal();
    return marked;
  }

  private static StorageSyntax syntax(byte[] marked) {
    return StorageSyntax.values()[marked[marked.length - 1]];
  }

  private static DataSetBytes data(boolean explicit, ByteOrder order) {
    return DataSetBytes.radiograph(
        new DataSetBytes(explicit, order), "1.2.840.10008.5.1.4.1.1.1", "1.2.3.4", 1);
  }

  private List<Object> said(byte[] dataSet, StorageSyntax syntax) throws IOException {
    Headline headline = read(dataSet, syntax);
    return List.of(
        headline.sopClassUid(),
        headline.sopInstanceUid(),
        headline.modality(),
        headline.bodyPart(),
        headline.studyInstanceUid(),
        headline.words().text(0x00100010),
        headline.words().unsigned(0x00280010),
        headline.frames());
  }

  private Headline read(byte[] dataSet, StorageSyntax syntax) throws IOException {
    Path file = folder.resolve("a.dcm");
    byte[] withHead = new byte[dataSet.length + 100];
    System.arraycopy(dataSet, 0, withHead, 100, dataSet.length);
    Files.write(file, withHead);
    return HeadlineReader.read(file, 100, syntax);
  }
}
