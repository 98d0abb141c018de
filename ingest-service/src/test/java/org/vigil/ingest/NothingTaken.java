package org.vigil.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/**
 * What stood in the topic before a test, to be compared with what stands there after it.
 *
 * @param announcedBefore images
 */
record NothingTaken(int announcedBefore) {
  static NothingTaken sinceNow() {
    return new NothingTaken(FrontDoor.announced().size());
  }

  void of(byte[] file) {
    of(file, 0);
  }

  /** Neither stored nor announced; others may have been. */
  void of(byte[] file, int others) {
    assertEquals(List.of(), FrontDoor.stored(file));
    assertEquals(announcedBefore + others, FrontDoor.announced().size());
  }
}
