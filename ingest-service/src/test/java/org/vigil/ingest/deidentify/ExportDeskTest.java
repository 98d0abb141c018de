package org.vigil.ingest.deidentify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.ingest.burnedin.FileSearch;
import org.vigil.ingest.burnedin.WrittenPicture;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.FileMeta;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;

/** What goes out de-identified, and the way back from it. */
class ExportDeskTest {
  private static final SiteId SITE = new SiteId("st-olav");
  private static final KeySource KEYS = new ConfiguredKey("5a".repeat(32));
  private static final String CR = "1.2.840.10008.5.1.4.1.1.1";

  private final MemoryStore store = new MemoryStore();
  private final MappingVault vault = new MappingVault(store, KEYS);
  private final Decoders decoders =
      new Decoders(
          new PictureLimits(1 << 20, 1, 1 << 20),
          PixelBudget.ofHeap(1 << 28),
          1,
          Duration.ofSeconds(60));

  @AfterEach
  void close() {
    decoders.close();
  }

  @Test
  void aFileGoesOutWithoutIdentifiersAndTheWayBackIsEncrypted() throws IOException {
    Part10.Contents clean = Part10.read(desk(true).export(SITE, file()));
    String uid = clean.dataSet().text(Tag.SOPInstanceUID).orElseThrow();
    assertEquals(Optional.of(uid), clean.meta().text(Tag.MediaStorageSOPInstanceUID));
    assertTrue(clean.dataSet().hasPixels());
    assertFalse(
        new String(desk(true).export(SITE, file()), StandardCharsets.ISO_8859_1).contains("Doe"));
    assertEquals("Doe^Jane", vault.find(SITE, uid).orElseThrow().identifiers().get("PatientName"));
    byte[] kept = store.get(store.list(Bucket.IDENTITY, SITE + "/deidentified/").get(0));
    assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("Doe"));
    assertEquals(Optional.empty(), vault.find(SITE, "1.2.3"));
  }

  @Test
  void underAnotherKeyThereIsNoWayBack() throws IOException {
    Part10.Contents clean = Part10.read(desk(true).export(SITE, file()));
    String uid = clean.dataSet().text(Tag.SOPInstanceUID).orElseThrow();
    MappingVault other = new MappingVault(store, new ConfiguredKey("a5".repeat(32)));
    assertThrows(IllegalStateException.class, () -> other.find(SITE, uid));
  }

  @Test
  void whatDoesNotSayThatNothingIsBurnedInStays() {
    assertThrows(RefusedException.class, () -> desk(false).export(SITE, file()));
    assertTrue(store.list(Bucket.IDENTITY, "").isEmpty());
  }

  @Test
  void whatSaysWronglyThatNothingIsBurnedInStays() throws IOException {
    byte[] clean = file(WrittenPicture.of("R"));
    assertTrue(Part10.read(desk(false).export(SITE, clean)).dataSet().hasPixels());
    byte[] written = file(WrittenPicture.of("DOE JANE"));
    assertThrows(RefusedException.class, () -> desk(false).export(SITE, written));
  }

  @Test
  void aKeyThatIsTooShortIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ConfiguredKey("5a5a"));
  }

  private ExportDesk desk(boolean trustPixels) {
    return new ExportDesk(
        new Deidentifier(KEYS, Options.BASIC), vault, new FileSearch(decoders), trustPixels);
  }

  private static byte[] file() {
    DataSetBytes data = new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN);
    return file(DataSetBytes.radiograph(data, CR, "1.2.3.4", 3).toBytes());
  }

  /** An object that says that nothing is burned in. */
  private static byte[] file(BufferedImage image) {
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    DataSetBytes data = new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN);
    return file(
        data.text(0x00080016, "UI", CR)
            .text(0x00080018, "UI", "1.2.3.4")
            .number(0x00280002, 1)
            .text(0x00280004, "CS", "MONOCHROME2")
            .number(0x00280010, image.getHeight())
            .number(0x00280011, image.getWidth())
            .number(0x00280100, 8)
            .number(0x00280101, 8)
            .number(0x00280102, 7)
            .number(0x00280103, 0)
            .text(0x00280301, "CS", "NO")
            .bytes(0x7FE00010, "OB", pixels)
            .toBytes());
  }

  private static byte[] file(byte[] body) {
    byte[] head = FileMeta.of(new Uid(CR), new Uid("1.2.3.4"), new Uid("1.2.840.10008.1.2.1"));
    byte[] file = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, file, head.length, body.length);
    return file;
  }
}
