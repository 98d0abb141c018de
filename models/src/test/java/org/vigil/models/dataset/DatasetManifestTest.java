package org.vigil.models.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.schemas.id.Sha256;

class DatasetManifestTest {
  private static final LabelScheme SCHEME = new LabelScheme.AnyOf(List.of("x", "y"));
  @TempDir Path folder;

  private void picture(String name, int value) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 1, 0, value);
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private static Item item(int i, Part part) {
    return new Item(
        "i" + i,
        "p" + i,
        List.of(new PictureRef("frontal", i + ".png")),
        List.of(i % 2, 0),
        Map.of("sex", "female", "age", "4"),
        Optional.of(part));
  }

  private static Dataset dataset(int items) {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      all.add(item(i, Part.values()[i % 3]));
    }
    return new Dataset(
        "small", new Terms("CC BY 4.0", "who"), SCHEME, List.of(), all, Map.of("b", "1", "a", "2"));
  }

  @Test
  void aManifestIsAddressedByItsBytesAndComesBackEqual() throws IOException {
    for (int i = 0; i < 6; i++) {
      picture(i + ".png", i);
    }
    DatasetManifest sealed = seal(dataset(6));
    assertEquals(sealed.digest(), seal(dataset(6)).digest());
    Path file = sealed.write(folder.resolve("datasets"));
    assertEquals(sealed.digest().hex() + ".json", file.getFileName().toString());
    byte[] bytes = Files.readAllBytes(file);
    DatasetManifest read = DatasetManifest.of(bytes, sealed.digest());
    assertEquals(sealed, read);
    assertEquals(
        Sha256.of(Files.readAllBytes(folder.resolve("2.png"))).hex(),
        read.dataset().items().get(2).pictures().getFirst().sha256().orElseThrow());
    assertTrue(new String(bytes, StandardCharsets.UTF_8).contains("CC BY 4.0"));
  }

  private DatasetManifest seal(Dataset dataset) {
    return DatasetManifest.seal(dataset, "by hand", new StoredPictures(folder), 0.2);
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    for (int i = 0; i < 3; i++) {
      picture(i + ".png", i);
    }
    DatasetManifest sealed = seal(dataset(3));
    byte[] bytes =
        new String(sealed.bytes(), StandardCharsets.UTF_8)
            .replace("\"female\"", "\"male\"")
            .getBytes(StandardCharsets.UTF_8);
    assertThrows(DatasetException.class, () -> DatasetManifest.of(bytes, sealed.digest()));
  }

  @Test
  void aFewUnreadablePicturesAreListedManyStopTheWork() throws IOException {
    for (int i = 0; i < 9; i++) {
      picture(i + ".png", i);
    }
    DatasetManifest sealed = seal(dataset(10));
    assertEquals(9, sealed.dataset().items().size());
    assertEquals(1, sealed.unreadable().size());
    assertTrue(sealed.unreadable().getFirst().startsWith("i9: picture 9.png"));
    DatasetException e = assertThrows(DatasetException.class, () -> seal(dataset(12)));
    assertTrue(e.getMessage().contains("3 of 12 items"), e.getMessage());
  }

  @Test
  void theSamePictureInTwoPartsIsALeakWhateverItsName() throws IOException {
    for (int i = 0; i < 6; i++) {
      picture(i + ".png", i == 5 ? 0 : i);
    }
    LeakException e = assertThrows(LeakException.class, () -> seal(dataset(6)));
    assertTrue(e.getMessage().contains("'i0' and 'i5'"), e.getMessage());
  }

  @Test
  void picturesAreReadWithTheirKindsAndNothingOutsideTheFolder() throws IOException {
    picture("1.png", 200);
    BufferedImage half = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    half.setRGB(0, 0, 0x80FF0000);
    ImageIO.write(half, "png", folder.resolve("rgba.png").toFile());
    Files.writeString(folder.resolve("broken.png"), "no picture");
    StoredPictures pictures = new StoredPictures(folder);
    assertEquals(1, pictures.read(new PictureRef("other", "1.png")).channels());
    var colour = pictures.read(new PictureRef("other", "rgba.png"));
    assertEquals(3, colour.channels());
    assertEquals(128, colour.sample(0));
    for (String bad : List.of("broken.png", "absent.png", "../outside.png")) {
      assertThrows(
          UnreadablePictureException.class, () -> pictures.read(new PictureRef("other", bad)), bad);
    }
  }
}
