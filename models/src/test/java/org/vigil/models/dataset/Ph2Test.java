package org.vigil.models.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ph2Test {
  @TempDir Path folder;

  @Test
  void columnsAreFoundByName() throws IOException {
    Files.writeString(
        folder.resolve("labels.csv"),
        "asymmetry,diagnosis,file\n1,melanoma,a.jpg\n0,common nevus,b.jpg\n\n");
    Ph2 data = Ph2.read(folder);
    assertArrayEquals(new boolean[] {true, false}, data.melanomas());
    assertEquals(folder.resolve("b.jpg"), data.lesions().get(1).picture());
  }

  @Test
  void aMissingColumnOrAShortRowIsRefused() throws IOException {
    Files.writeString(folder.resolve("labels.csv"), "file,colour\na.jpg,red\n");
    assertThrows(IllegalArgumentException.class, () -> Ph2.read(folder));
    Files.writeString(folder.resolve("labels.csv"), "file,diagnosis\na.jpg\n");
    assertThrows(IllegalArgumentException.class, () -> Ph2.read(folder));
  }
}
