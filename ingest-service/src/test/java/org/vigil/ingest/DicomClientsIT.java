package org.vigil.ingest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.process.FreePorts;
import org.vigil.embedded.testing.EmbeddedStack;

/**
 * Senders that are not ours, besides DCMTK's storescu: dcmsend, pynetdicom and Orthanc. {@code
 * src/test/scripts/install_clients.sh} installs them; what is not there is skipped.
 */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
@QuarkusTestResource(DicomFolders.class)
class DicomClientsIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Path ORTHANC = Path.of("/usr/sbin/Orthanc");
  private static final Path FILES =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  @TempDir Path folder;

  @BeforeEach
  void awaitReadiness() {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void dcmsendSendsFilesOfSeveralTransferSyntaxes() throws Exception {
    Dcmtk.require("dcmsend");
    Dcmtk.Result result =
        Dcmtk.run(
            "dcmsend",
            List.of(
                "-v",
                "--decompress-never",
                "-aet",
                "CAMERA1",
                "-aec",
                "VIGIL",
                "127.0.0.1",
                port(),
                real("vlut_04.dcm"),
                real("SC_rgb_rle.dcm"),
                real("JPGExtended.dcm")));
    assertEquals(0, result.status(), result.output());
    assertThat(result.output(), containsString("* with status SUCCESS  : 3"));
  }

  @Test
  void pynetdicomSendsARadiograph() throws Exception {
    String python = PythonClients.program("python");
    Dcmtk.Result result =
        Dcmtk.run(
            python,
            List.of(
                "-m",
                "pynetdicom",
                "storescu",
                "-v",
                "-aet",
                "XRAY1",
                "-aec",
                "VIGIL",
                "127.0.0.1",
                port(),
                real("rsna-cxr.dcm")));
    assertEquals(0, result.status(), result.output());
    assertThat(result.output(), containsString("0x0000"));
  }

  @Test
  void orthancSendsWhatItWasGiven() throws Exception {
    assumeTrue(Files.isExecutable(ORTHANC), "Orthanc is not installed: Debian has it in orthanc");
    byte[] file = Files.readAllBytes(Path.of(real("rsna-cxr.dcm")));
    int http = FreePorts.next();
    Process orthanc = orthanc(http);
    try {
      String base = "http://127.0.0.1:" + http;
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(() -> given().get(base + "/system").then().statusCode(200));
      String id =
          given()
              .body(file)
              .contentType("application/dicom")
              .post(base + "/instances")
              .then()
              .statusCode(200)
              .extract()
              .path("ID");
      given()
          .body("{\"Resources\":[\"%s\"],\"Synchronous\":true}".formatted(id))
          .post(base + "/modalities/vigil/store")
          .then()
          .statusCode(200)
          .body("FailedInstancesCount", equalTo(0))
          .body("InstancesCount", equalTo(1));
    } finally {
      orthanc.destroy();
      if (!orthanc.waitFor(30, TimeUnit.SECONDS)) {
        orthanc.destroyForcibly();
      }
    }
  }

  private Process orthanc(int http) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("orthanc.json"),
            """
            {"StorageDirectory": "%1$s", "IndexDirectory": "%1$s", "HttpPort": %2$d,
             "DicomServerEnabled": false, "RemoteAccessAllowed": false,
             "AuthenticationEnabled": false, "DicomAet": "CAMERA1",
             "DicomModalities": {"vigil": ["VIGIL", "127.0.0.1", %3$s]}}
            """
                .formatted(Files.createDirectory(folder.resolve("store")), http, port()));
    return new ProcessBuilder(ORTHANC.toString(), configuration.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("orthanc.log").toFile())
        .start();
  }

  private static String port() {
    return Integer.toString(DicomFolders.port());
  }

  private static String real(String name) {
    Path file = FILES.resolve(name);
    assumeTrue(Files.exists(file), "no " + file + ": the real DICOM files are not here");
    return file.toString();
  }
}
