package org.vigil.schemas.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final SiteId SITE = new SiteId("st-olav");
  private static final ImageId A = ImageId.of(Sha256.of("a"));
  private static final ImageId B = ImageId.of(Sha256.of("b"));

  @Test
  void theOrderOfImagesDoesNotMatter() {
    assertEquals(StudyId.ofImages(SITE, List.of(A, B)), StudyId.ofImages(SITE, List.of(B, A)));
  }

  @Test
  void twoSitesNeverShareAStudy() {
    assertNotEquals(
        StudyId.ofStudyInstanceUid(SITE, "1.2.3"),
        StudyId.ofStudyInstanceUid(new SiteId("haukeland"), "1.2.3"));
  }

  @Test
  void aUidAndAKeyOfTheSameLettersAreDifferentStudies() {
    assertNotEquals(StudyId.ofStudyInstanceUid(SITE, "1.2.3"), StudyId.ofSenderKey(SITE, "1.2.3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a/b", "..", "a b", "a\n"})
  void aSiteThatCouldLeaveItsFolderIsRefused(String site) {
    assertThrows(IllegalArgumentException.class, () -> new SiteId(site));
  }

  @Test
  void theDigestIsTheOneEverybodyComputes() {
    assertEquals(
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", Sha256.of("a").hex());
  }
}
