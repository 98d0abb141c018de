package org.vigil.retrieval.thumbnail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.retrieval.cases.Visibility.ConsentRule;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.LibraryChanges;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.retrieval.lookup.Sight;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.store.ObjectKeys;

class ThumbnailsTest {
  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private CaseLibrary library;
  private Thumbnails thumbnails;

  @BeforeEach
  void aCaseWithAPicture() throws IOException {
    library = CaseLibrary.open(folder);
    thumbnails =
        new Thumbnails(library, store, new Sight(Set.of("oslo"), ConsentRule.ACROSS_SITES));
    tell("case", null);
    put("case", png(new BufferedImage(1000, 500, BufferedImage.TYPE_USHORT_GRAY)));
  }

  @AfterEach
  void close() {
    library.close();
  }

  private void tell(String study, Boolean reuse) {
    LibraryChanges changes = library.change();
    changes.scored(TestEvents.of(TestEvents.scored(study, "oslo", List.of(1f, 0f)), "p", reuse));
    changes.apply();
  }

  private void put(String study, byte[] bytes) {
    store.put(ObjectKeys.images(TestEvents.objectKey(study, "b")), bytes, "image/png");
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  private static List<Integer> size(Optional<byte[]> jpeg) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg.orElseThrow()));
    return List.of(picture.getWidth(), picture.getHeight());
  }

  @Test
  void aCaseIsShownInSmallAndKept() throws Exception {
    assertEquals(List.of(192, 96), size(thumbnails.of("case", "oslo")));
    store.delete(ObjectKeys.images(TestEvents.objectKey("case", "b")));
    assertEquals(List.of(192, 96), size(thumbnails.of("case", "oslo")));
  }

  @Test
  void aSmallPictureInColourStaysAsItIs() throws Exception {
    put("case", png(new BufferedImage(30, 40, BufferedImage.TYPE_INT_RGB)));
    assertEquals(List.of(30, 40), size(thumbnails.of("case", "oslo")));
  }

  @Test
  void anotherSiteSeesItOnlyWithThePatientsYes() throws Exception {
    assertEquals(Optional.empty(), thumbnails.of("case", "bergen"));
    tell("case", true);
    assertEquals(List.of(192, 96), size(thumbnails.of("case", "bergen")));
    tell("case", false);
    assertEquals(Optional.empty(), thumbnails.of("case", "oslo"));
  }

  @Test
  void ofACaseThatIsTakenBackNoneIsKept() throws Exception {
    thumbnails.of("case", "oslo");
    assertEquals(1, thumbnails.kept());
    LibraryChanges changes = library.change();
    changes.erased(TestEvents.erased("case", ErasureScope.WITHDRAW_REUSE));
    changes.apply();
    assertEquals(0, thumbnails.kept());
    assertEquals(Optional.empty(), thumbnails.of("case", "oslo"));
  }

  @Test
  void whatIsNoPictureIsNotShown() throws Exception {
    assertEquals(Optional.empty(), thumbnails.of("nobody", "oslo"));
    tell("lost", null);
    assertEquals(Optional.empty(), thumbnails.of("lost", "oslo"));
    put("lost", new byte[] {1, 2, 3});
    assertThrows(UncheckedIOException.class, () -> thumbnails.of("lost", "oslo"));
  }
}
