package org.vigil.local.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.stack.StackException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

class FileShipmentsTest {
  private static final Optional<StudyKind> CHEST = Optional.of(StudyKind.CHEST_XRAY);
  private static final Optional<StudyKind> SKIN = Optional.of(StudyKind.SKIN);

  @TempDir Path folder;
  private Path photo;
  private Path lateral;
  private Path dicom;
  private Path table;

  @BeforeEach
  void makeFiles() throws IOException {
    photo = Files.write(folder.resolve("a.png"), new byte[] {1});
    lateral = Files.write(folder.resolve("b.JPG"), new byte[] {2});
    byte[] bytes = new byte[132];
    System.arraycopy(new byte[] {'D', 'I', 'C', 'M'}, 0, bytes, 128, 4);
    dicom = Files.write(folder.resolve("c"), bytes);
    table = folder.resolve("labels.csv");
    Files.writeString(
        table,
        """
        Image Index,Patient ID,Patient Age,Patient Gender,View Position,note
        a.png,17,58,M,PA,"seen, twice"
        b,18,,F,LL,
        """);
  }

  @Test
  void aFoldersPicturesAreTakenAndItsOtherFilesLeftOut() throws IOException {
    FileScan scan = FileScan.of(List.of(folder));
    assertEquals(List.of(photo, lateral, dicom), scan.pictures());
    assertEquals(List.of(table), scan.skipped());
  }

  @Test
  void aNamedFileIsTakenWhateverItIs() throws IOException {
    assertEquals(List.of(table), FileScan.of(List.of(table)).pictures());
  }

  @Test
  void filesThatDoNotSayWhatTheyShowAreNotSentWithoutAKind() {
    String line =
        assertThrows(
                StackException.class,
                () -> shipments(Optional.empty(), MetadataTable.empty()).of(List.of(dicom, photo)))
            .getMessage();
    assertTrue(line.startsWith("1 of 2 files are not DICOM"), line);
    assertTrue(line.contains("chest-xray, skin, tongue"), line);
  }

  @Test
  void dicomFilesSpeakForThemselves() throws IOException {
    Shipment shipment =
        shipments(Optional.empty(), MetadataTable.empty()).of(List.of(dicom)).getFirst();
    assertEquals(Optional.empty(), shipment.kind());
    assertEquals(Optional.empty(), shipment.images().getFirst().role());
  }

  @Test
  void aTableGivesMetadataUnderOurNamesAndNoIdentifiers() throws IOException {
    FileShipments files = shipments(CHEST, MetadataTable.read(table, List.of(photo, lateral)));
    List<Shipment> shipments = files.of(List.of(photo, lateral));
    assertEquals(Map.of("age", "58", "sex", "M", "view", "PA"), shipments.get(0).metadata());
    assertEquals(Map.of("sex", "F", "view", "LL"), shipments.get(1).metadata());
    assertEquals(List.of("Image Index", "Patient ID", "note"), files.columnsNotSent());
  }

  @Test
  void aLateralViewIsNotTakenForAFrontalOne() throws IOException {
    MetadataTable views = MetadataTable.read(table, List.of(photo, lateral));
    List<Shipment> shipments = shipments(CHEST, views).of(List.of(photo, lateral));
    assertEquals(Optional.of(ImageRole.FRONTAL), role(shipments.get(0)));
    assertEquals(Optional.of(ImageRole.LATERAL), role(shipments.get(1)));
  }

  @Test
  void anotherKindsMetadataStayHere() throws IOException {
    MetadataTable rows = MetadataTable.read(table, List.of(photo));
    Shipment shipment = shipments(SKIN, rows).of(List.of(photo)).getFirst();
    assertEquals(Map.of("age", "58", "sex", "M"), shipment.metadata());
  }

  @Test
  void aTableThatNamesNoneOfTheFilesIsAMistake() {
    String line =
        assertThrows(StackException.class, () -> MetadataTable.read(table, List.of(dicom)))
            .getMessage();
    assertTrue(line.contains("no column of " + table), line);
  }

  private static Optional<ImageRole> role(Shipment shipment) {
    return shipment.images().getFirst().role();
  }

  private static FileShipments shipments(Optional<StudyKind> kind, MetadataTable table) {
    return new FileShipments(new SiteId("local"), kind, Optional.empty(), Priority.ROUTINE, table);
  }
}
