package org.vigil.platform.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpenDoorNoticeTest {
  @Test
  void aDoorIsOpenWhereOthersReachItAndNobodyIsAsked() {
    assertTrue(OpenDoorNotice.isOpen(false, "0.0.0.0"));
    assertFalse(OpenDoorNotice.isOpen(true, "0.0.0.0"));
    assertFalse(OpenDoorNotice.isOpen(false, "127.0.0.1"));
  }
}
