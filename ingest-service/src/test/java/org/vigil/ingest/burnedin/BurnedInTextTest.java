package org.vigil.ingest.burnedin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.normalise.Picture;
import org.vigil.schemas.id.SiteId;

/** Lines of characters, and what is none. */
class BurnedInTextTest {
  private static final SiteId SITE = new SiteId("st-olav");

  @ParameterizedTest
  @ValueSource(strings = {"DOE JANE", "Quux, Zebulon", "ID 4711-0815", "1961-04-08"})
  void namesAndNumbersAreText(String words) {
    assertTrue(BurnedInText.isSuspected(picture(words)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "R", "AP", "PA L"})
  void lettersForTheSideOrTheViewAreNot(String words) {
    assertFalse(BurnedInText.isSuspected(picture(words)));
  }

  @Test
  void everyCharacterOfALineCounts() {
    assertTrue(BurnedInText.longestLine(picture("HTUNDRA")) >= "HTUNDRA".length());
  }

  @Test
  void aTrustedSiteMayWriteWhatItLikes() {
    Picture picture = picture("SYNTHETIC");
    assertTrue(new BurnedInPolicy(true, Set.of()).withholds(SITE, picture));
    assertFalse(new BurnedInPolicy(true, Set.of(SITE)).withholds(SITE, picture));
    assertFalse(BurnedInPolicy.OFF.withholds(SITE, picture));
  }

  private static Picture picture(String words) {
    return WrittenPicture.picture(WrittenPicture.of(words));
  }
}
