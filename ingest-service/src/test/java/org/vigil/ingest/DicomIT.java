package org.vigil.ingest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.vigil.ingest.FrontDoor.LIMIT;
import static org.vigil.ingest.FrontDoor.ledger;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.EmbeddedBroker;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

/** The DICOM port, called by DCMTK's programs and by some that behave badly. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
@QuarkusTestResource(DicomFolders.class)
class DicomIT {
  private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");
  private static final Uid CR = new Uid("1.2.840.10008.5.1.4.1.1.1");
  private static final SiteId SITE = new SiteId("st-olav");
  private static final int SUCCESS = 0;

  @BeforeEach
  void awaitReadiness() {
    FrontDoor.awaitReadiness();
  }

  @Test
  void whoIsConfiguredIsEchoed() throws Exception {
    Dcmtk.Result result = Storescu.echo("XRAY1", "VIGIL", "--repeat", "5");
    assertEquals(0, result.status(), result.output());
    assertThat(result.output(), containsString("Received Echo Response (Success)"));
  }

  @Test
  void whoIsNotConfiguredIsRejected() throws Exception {
    assertRejected(Storescu.echo("STRANGER", "VIGIL"), "Calling AE Title Not Recognized");
    assertRejected(Storescu.echo("FAR", "VIGIL"), "Calling AE Title Not Recognized");
    assertRejected(Storescu.echo("XRAY1", "ARCHIVE"), "Called AE Title Not Recognized");
  }

  @Test
  void oneAssociationTooManyIsToldToComeAgain() throws Exception {
    List<DicomClient> held = new ArrayList<>();
    try {
      for (int i = 0; i < DicomFolders.ASSOCIATIONS; i++) {
        held.add(client(VERIFICATION));
      }
      assertRejected(Storescu.echo("XRAY1", "VIGIL"), "Local Limit Exceeded");
    } finally {
      for (DicomClient client : held) {
        client.close();
      }
    }
    await().atMost(LIMIT).until(() -> Storescu.echo("XRAY1", "VIGIL").status() == 0);
  }

  @Test
  void nonsenseIsAborted() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", DicomFolders.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes("US-ASCII"));
      InputStream in = socket.getInputStream();
      assertEquals(7, in.read(), "an A-ABORT");
    }
  }

  @Test
  void aRealRadiographBecomesAStudyAndItsRepetitionNothing() throws Exception {
    List<Path> file = Storescu.real("rsna-cxr.dcm");
    assertEquals("Success", Storescu.send("XRAY1", "-xy", file).get("rsna-cxr.dcm"));
    assertEquals("Success", Storescu.send("XRAY1", "-xy", file).get("rsna-cxr.dcm"));

    StudyReady ready = study("1.2.276.0.7230010.3.1.2.8323329.6904.1517875201.850818");
    assertEquals(1, ready.getImages().size());
    assertEquals(SITE.value(), ready.getSite());
    String image = ready.getImages().get(0).getImageId();
    assertEquals(List.of(ImageState.ACCEPTED), ledger(image, ready.getStudyId()));
    byte[] raw = EmbeddedStack.store().get(ObjectKeys.images(ready.getImages().get(0).getRawKey()));
    assertEquals(image, Sha256.of(raw).hex());
    assertEquals("DICM", new String(raw, 128, 4, "US-ASCII"));
    assertEquals(1, announced(image, ready.getStudyId()).size());
  }

  /**
   * What becomes of each secondary capture and radiograph among the real files when it is sent in
   * its own transfer syntax; the others are of classes that are not taken.
   */
  @Test
  void realFilesAreStoredOrRefusedForTheirReason() throws Exception {
    Map<String, String> outcomes = new TreeMap<>();
    outcomes.putAll(
        Storescu.send(
            "CAMERA1",
            "-xy",
            Storescu.real("SC_rgb_jpeg_dcmtk.dcm", "SC_rgb_dcmtk_+eb+cy+np.dcm")));
    outcomes.putAll(
        Storescu.send("CAMERA1", "-xr", Storescu.real("SC_rgb_rle.dcm", "SC_rgb_rle_16bit.dcm")));
    outcomes.putAll(Storescu.send("CAMERA1", "-xd", Storescu.real("image_dfl.dcm")));
    outcomes.putAll(Storescu.send("CAMERA1", "-xx", Storescu.real("JPGExtended.dcm")));
    outcomes.putAll(Storescu.send("CAMERA1", "-xw", Storescu.real("JPEG2000.dcm")));
    outcomes.putAll(
        Storescu.send(
            "CAMERA1",
            "-xe",
            Storescu.real(
                "SC_ybr_full_422_uncompressed.dcm",
                "vlut_04.dcm",
                "SC_rgb_small_odd.dcm",
                "SC_rgb_2frame.dcm",
                "CT_small.dcm",
                "MR_small.dcm",
                "rtplan.dcm",
                "test-SR.dcm")));
    Map<String, String> expected = new TreeMap<>();
    for (String file :
        List.of(
            "SC_rgb_jpeg_dcmtk.dcm",
            "SC_rgb_dcmtk_+eb+cy+np.dcm",
            "SC_rgb_rle.dcm",
            "SC_rgb_rle_16bit.dcm",
            "image_dfl.dcm",
            "JPGExtended.dcm",
            "JPEG2000.dcm",
            "SC_rgb_2frame.dcm",
            "SC_ybr_full_422_uncompressed.dcm",
            "vlut_04.dcm")) {
      expected.put(file, "Success");
    }
    expected.put("SC_rgb_small_odd.dcm", "Error: CannotUnderstand"); // 3 x 3 pixels.
    for (String file : List.of("CT_small.dcm", "MR_small.dcm", "rtplan.dcm", "test-SR.dcm")) {
      expected.put(file, "no presentation context");
    }
    assertEquals(expected, outcomes);
  }

  @Test
  void otherBytesUnderTheSameUidAreTakenAndFlagged() throws Exception {
    String instance = "1.2.826.0.2.1";
    double before = conflicts();
    try (DicomClient client = client(CR)) {
      assertEquals(SUCCESS, client.store(instance, radiograph(instance, 21)));
      assertEquals(SUCCESS, client.store(instance, radiograph(instance, 21)));
      assertEquals(before, conflicts());
      // The same study, with one pixel changed.
      byte[] other = radiograph(instance, 21);
      other[other.length - 1]++;
      assertEquals(SUCCESS, client.store(instance, other));
      assertEquals(SUCCESS, client.store(instance, other));
    }
    assertEquals(before + 1, conflicts());
    String study = StudyId.ofStudyInstanceUid(SITE, "1.2.826.0.1.21").value();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                ready(study).stream()
                    .anyMatch(
                        ready ->
                            ready.getImages().size() == 2
                                && "true".equals(ready.getMetadata().get("instance-conflict"))));
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheAssociationGoesOn() throws Exception {
    try (DicomClient client = client(CR)) {
      assertEquals(0xA701, client.store("1.2.826.0.2.2", new byte[(16 << 20) + 1]));
      assertEquals(0xC000, client.store("1.2.826.0.2.3", new byte[100]));
      assertEquals(0xA900, client.store("1.2.826.0.2.4", radiograph("1.2.826.0.2.5", 24)));
      assertEquals(SUCCESS, client.store("1.2.826.0.2.6", radiograph("1.2.826.0.2.6", 26)));
    }
  }

  @Test
  void aSenderThatGoesAwayLeavesNothingOnDisk() throws Exception {
    try (DicomClient client = client(CR)) {
      client.begin("1.2.826.0.2.7");
      client.fragment(new byte[50_000]);
      await().atMost(LIMIT).until(() -> filesOnDisk() > 0);
    }
    await().atMost(LIMIT).until(() -> filesOnDisk() == 0);
  }

  @Test
  void withTheBrokerDownTheAnswerIsToTryAgain() throws Exception {
    String instance = "1.2.826.0.2.8";
    byte[] data = radiograph(instance, 28);
    EmbeddedBroker broker = EmbeddedStack.servers().broker();
    broker.kill();
    try (DicomClient client = client(CR)) {
      assertEquals(0xA700, client.store(instance, data));
    } finally {
      broker.restart();
    }
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              try (DicomClient client = client(CR)) {
                return client.store(instance, data) == SUCCESS;
              }
            });
    study("1.2.826.0.1.28");
  }

  private static byte[] radiograph(String instance, int seed) {
    return DataSetBytes.radiograph(CR.value(), instance, seed);
  }

  private static DicomClient client(Uid sopClass) throws Exception {
    return DicomClient.associate(DicomFolders.port(), "XRAY1", sopClass);
  }

  private static long filesOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(DicomFolders.received())) {
      return files.count();
    }
  }

  private static double conflicts() {
    Matcher matcher =
        Pattern.compile("(?m)^vigil_dicom_conflicts_total (\\S+)$")
            .matcher(RestAssured.get("/q/metrics").asString());
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  private static StudyReady study(String studyInstanceUid) {
    String id = StudyId.ofStudyInstanceUid(SITE, studyInstanceUid).value();
    await().atMost(LIMIT).until(() -> !ready(id).isEmpty());
    return ready(id).get(0);
  }

  private static List<StudyReady> ready(String studyId) {
    EventCodec<StudyReady> codec = EventCodec.of(StudyReady.class);
    return EmbeddedStack.committed(Topics.STUDIES_READY_ROUTINE.name()).stream()
        .map(codec::decode)
        .filter(study -> study.getStudyId().equals(studyId))
        .toList();
  }

  private static List<ImageNormalised> announced(String imageId, String studyId) {
    return FrontDoor.announced().stream()
        .filter(event -> event.getImage().getImageId().equals(imageId))
        .filter(event -> event.getStudyId().equals(studyId))
        .toList();
  }

  private static void assertRejected(Dcmtk.Result result, String reason) {
    assertNotEquals(0, result.status());
    assertThat(result.output(), containsString(reason));
  }
}
