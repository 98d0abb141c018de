package org.vigil.retrieval.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.EmbeddedServers;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.store.ObjectStore;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.LibraryChanges;
import org.vigil.retrieval.index.Neighbour;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.retrieval.upkeep.Purge;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/** Snapshots in a real object store. */
class LibrarySnapshotsIT {
  private static final EmbeddingSpace SPACE = EmbeddingSpace.parse(TestEvents.SPACE);
  private static final Map<String, Long> POSITION = Map.of("scored-0", 7L);
  private static final int STUDIES = 50;

  @TempDir static Path serverFolder;
  @TempDir Path folder;
  private static EmbeddedServers servers;
  private static ObjectStore store;

  private final Random random = new Random(5);
  private CaseLibrary library;
  private LibrarySnapshots snapshots;

  @BeforeAll
  static void start() throws InterruptedException {
    servers = EmbeddedServers.start(serverFolder);
    store = EmbeddedStack.store(EmbeddedStack.provision(servers));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void aLibraryOfSomeCases() {
    keys().forEach(store::delete);
    library = CaseLibrary.open(folder.resolve("one"));
    snapshots = new LibrarySnapshots(store, "one", Clock.systemUTC());
    for (int i = 0; i < STUDIES; i++) {
      confirm("s" + i);
    }
    library.commit(POSITION);
  }

  @AfterEach
  void close() {
    library.close();
  }

  private void confirm(String study) {
    change(
        c -> {
          c.scored(TestEvents.scored(study, "oslo", TestEvents.random(random, 64)));
          c.verdict(TestEvents.verdict(study, "ann", "Normal", 1));
        });
  }

  private void change(Consumer<LibraryChanges> work) {
    LibraryChanges changes = library.change();
    work.accept(changes);
    changes.apply();
  }

  private static List<ObjectKey> keys() {
    return store.list(Bucket.IMAGES, ObjectKeys.SNAPSHOTS_PREFIX);
  }

  private static List<Neighbour> nearest(CaseLibrary in, UnitVector vector) {
    Visibility oslo = new Visibility("oslo", Set.of(), Visibility.ConsentRule.ACROSS_SITES);
    return in.nearest(SPACE, Likeness.to(vector), 5, CaseFilter.CONFIRMED, oslo);
  }

  @Test
  void aNewInstanceStartsWhereTheSnapshotEndsAndFindsTheSame() throws IOException {
    snapshots.write(library);
    confirm("after the snapshot");
    library.commit(Map.of("scored-0", 8L));
    Path other = folder.resolve("other");
    assertTrue(new LibrarySnapshots(store, "two", Clock.systemUTC()).restore(other));
    try (CaseLibrary restored = CaseLibrary.open(other)) {
      assertEquals(POSITION, restored.position());
      assertEquals(STUDIES, restored.size());
      UnitVector vector = library.vector(SPACE, "s7").orElseThrow();
      assertEquals(nearest(restored, vector), nearest(library, vector));
      assertEquals("s7", nearest(restored, vector).get(0).studyId());
    }
  }

  @Test
  void aSnapshotWritesWhatIsNewAndTheOneBeforeGoes() throws IOException {
    snapshots.write(library);
    List<ObjectKey> before = keys();
    confirm("new");
    library.commit(POSITION);
    snapshots.write(library);
    List<ObjectKey> after = keys();
    assertEquals(1, after.stream().filter(key -> key.key().endsWith(".json")).count());
    assertTrue(after.stream().anyMatch(before::contains), "nothing was used again");
    assertTrue(after.size() < 2 * before.size());
  }

  @Test
  void aFolderThatHasALibraryIsLeftAlone() throws IOException {
    snapshots.write(library);
    library.close();
    assertFalse(snapshots.restore(folder.resolve("one")));
    library = CaseLibrary.open(folder.resolve("one"));
    assertEquals(STUDIES, library.size());
  }

  @Test
  void aDamagedOrHalfSnapshotIsNotUsed() throws IOException {
    snapshots.write(library);
    ObjectKey file =
        keys().stream().filter(key -> key.key().contains("/files/")).findFirst().orElseThrow();
    store.put(file, "damaged".getBytes(StandardCharsets.UTF_8), "application/octet-stream");
    assertRestoresNothing();
    store.delete(file);
    assertRestoresNothing();
  }

  private void assertRestoresNothing() {
    Path other = folder.resolve("damaged");
    assertFalse(snapshots.restore(other));
    try (CaseLibrary empty = CaseLibrary.open(other)) {
      assertEquals(0, empty.size());
      assertEquals(Map.of(), empty.position());
    }
  }

  @Test
  void theBytesOfAStudyThatIsTakenBackAreGoneFromDiskAndStore() throws IOException {
    UnitVector vector = library.vector(SPACE, "s7").orElseThrow();
    byte[] bytes = bytes(vector);
    snapshots.write(library);
    assertTrue(isOnDisk(bytes) && isInStore(bytes));

    change(c -> c.erased(TestEvents.erased("s7", ErasureScope.ERASE)));
    library.commit(POSITION);
    assertTrue(library.isPurgeDue());
    Purge purge = new Purge(library, Optional.of(snapshots));
    assertTrue(purge.run());
    assertFalse(purge.run());

    assertFalse(library.isPurgeDue());
    assertFalse(isOnDisk(bytes), "on disk");
    assertFalse(isInStore(bytes), "in the store");
    Path other = folder.resolve("other");
    assertTrue(snapshots.restore(other));
    try (CaseLibrary restored = CaseLibrary.open(other)) {
      assertFalse(restored.isPurgeDue());
      assertEquals(STUDIES - 1, restored.size(SPACE));
      assertTrue(nearest(restored, vector).stream().noneMatch(n -> n.studyId().equals("s7")));
    }
  }

  /** As Lucene writes vectors: 32-bit little-endian floats. */
  private static byte[] bytes(UnitVector vector) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector.toArray(), 0, 4);
    return bytes.array();
  }

  private boolean isOnDisk(byte[] bytes) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("one"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (contains(Files.readAllBytes(file), bytes)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isInStore(byte[] bytes) {
    return keys().stream().anyMatch(key -> contains(store.get(key), bytes));
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
