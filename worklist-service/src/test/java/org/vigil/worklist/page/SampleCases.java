package org.vigil.worklist.page;

import com.microsoft.playwright.Route;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.vigil.worklist.fixture.StudyEvents;

/**
 * Answers as retrieval-service does (docs/retrieval.md), in the browser's stead: three cases for
 * the skin study, a far one for the one without scores, nothing for others.
 */
final class SampleCases {
  static final String ADDRESS = "http://127.0.0.1:8083";

  private static final String CASE =
      """
      {"studyId":"%s","similarity":%s,"sharedFindings":%s,"site":"st-olav","kind":"skin",
       "receivedAt":"2026-02-01T10:00:00Z","thumbnail":"/api/cases/x/thumbnail?site=st-olav",
       "verdict":{"label":"%s","findings":[],"givenAt":"2026-02-02T10:00:00Z","readers":2}}\
      """;
  private static final String ANSWER =
      """
      {"cases":[%s],"closeEnough":%s,
       "closeness":{"minimum":0.83,"calibratedOn":120,"sameDiagnosis":0.81},
       "neighbourhood":{"confirmed":%d,"diagnoses":[%s]},
       "space":"skin-image/1.0","samePatientExcluded":false}\
      """;
  private static final String NO_MATCH =
      """
      {"type":"urn:vigil:problem:unknown-value","title":"No case has this value","status":400,
       "detail":"No case that may be seen has this finding."}\
      """;

  private SampleCases() {}

  static void answer(Route route) {
    String url = route.request().url();
    Map<String, String> open = Map.of("Access-Control-Allow-Origin", "*");
    Route.FulfillOptions answer = new Route.FulfillOptions().setHeaders(open);
    if (url.contains("/thumbnail")) {
      route.fulfill(answer.setContentType("image/jpeg").setBodyBytes(jpeg()));
    } else if (url.contains("finding=BCC")) {
      route.fulfill(
          answer.setStatus(400).setContentType("application/problem+json").setBody(NO_MATCH));
    } else {
      route.fulfill(answer.setContentType("application/json").setBody(body(url)));
    }
  }

  private static String body(String url) {
    if (url.contains(StudyEvents.id(SampleWard.ABSTAINED))) {
      return ANSWER.formatted(found("read", "0.61", "[]", "Normal"), false, 1, "");
    }
    if (!url.contains(StudyEvents.id(SampleWard.SKIN))) {
      return ANSWER.formatted("", false, 0, "");
    }
    String cases =
        String.join(
            ",",
            found("naevus", "0.96", "[\"MEL\"]", "MEL"),
            found("far one", "0.91", "[]", "NV"),
            found("farther", "0.88", "[\"MEL\"]", "MEL"));
    return ANSWER.formatted(
        cases,
        true,
        3,
        "{\"diagnosis\":\"MEL\",\"count\":2,\"share\":0.67,\"low\":0.21,\"high\":0.94},"
            + "{\"diagnosis\":\"NV\",\"count\":1,\"share\":0.33,\"low\":0.06,\"high\":0.79}");
  }

  private static String found(String study, String similarity, String shared, String label) {
    return CASE.formatted(StudyEvents.id(study), similarity, shared, label);
  }

  private static byte[] jpeg() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY), "jpeg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
