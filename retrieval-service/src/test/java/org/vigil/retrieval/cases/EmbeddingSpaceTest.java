package org.vigil.retrieval.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingSpaceTest {
  @Test
  void aSpaceReadsBackAsItIsWritten() {
    EmbeddingSpace space = new EmbeddingSpace("chest-xray", "1.0");
    assertEquals(space, EmbeddingSpace.parse(space.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/1", "a/", "a/..", "../b", "a/b/c", "A/1", "a/ "})
  void aNameThatCouldLeaveItsFolderIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> EmbeddingSpace.parse(text));
  }
}
