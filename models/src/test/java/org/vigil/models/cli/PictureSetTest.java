package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSetTest {
  @TempDir Path folder;

  @BeforeEach
  void pictures() throws IOException {
    for (String name : List.of("a.png", "b.png", "c.png")) {
      BufferedImage picture = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
      ImageIO.write(picture, "png", folder.resolve(name).toFile());
    }
  }

  @Test
  void aFolderWithoutATableHasEveryPictureForItself() throws IOException {
    assertEquals(List.of("a.png", "b.png", "c.png"), groups("set=" + folder));
    assertThrows(IllegalArgumentException.class, () -> groups(folder + "?view=PA"));
  }

  @Test
  void aTableSaysWhoseAPictureIsAndWhichOnesAreChosen() throws IOException {
    table("view,file,patient,lesion_id\nPA,c.png,,l1\nAP Supine,a.png,p1,l2\nL,b.png,p2,l3\n");
    assertEquals(List.of("p1", "p2", "l1"), groups("set=" + folder));
    assertEquals(List.of("p1", "l1"), groups("set=" + folder + "?view=PA|AP Supine"));
    assertEquals("set", PictureSet.parse("set=" + folder + "?view=PA").name());
    assertThrows(IllegalArgumentException.class, () -> groups(folder + "?colour=red"));
    assertThrows(IllegalArgumentException.class, () -> PictureSet.parse(folder + "?red"));
  }

  @Test
  void aTableThatNamesNoFilesIsPassedOver() throws IOException {
    table("image,dx\na,nv\n");
    assertEquals(List.of("a.png", "b.png", "c.png"), groups(folder.toString()));
  }

  private void table(String text) throws IOException {
    Files.writeString(folder.resolve("labels.csv"), text);
  }

  private static List<String> groups(String argument) throws IOException {
    List<String> groups = new ArrayList<>();
    PictureSet.parse(argument).forEach((group, picture) -> groups.add(group));
    return groups;
  }
}
