package org.vigil.platform.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BoundedLabelTest {

  @Test
  void valuesBeyondTheBoundAreCountedTogetherAndTheFirstKeepTheirNames() {
    BoundedLabel label = new BoundedLabel(2);
    assertEquals("st-olav", label.of("st-olav"));
    assertEquals("ullevaal", label.of("ullevaal"));
    assertEquals("other", label.of("haukeland"));
    assertEquals("st-olav", label.of("st-olav"));
  }

  @Test
  void aLabelWithoutAnyValueIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BoundedLabel(0));
  }
}
