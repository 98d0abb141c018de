package org.vigil.ingest.dicom.commitment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.process.FreePorts;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.ingest.config.DicomSettings;
import org.vigil.ingest.config.IngestSettings;
import org.vigil.ingest.dicom.association.AbstractSyntaxes;
import org.vigil.ingest.dicom.association.DicomMetrics;
import org.vigil.ingest.dicom.association.DicomServer;
import org.vigil.ingest.dicom.association.Negotiator;
import org.vigil.ingest.dicom.association.Network;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.ingest.dicom.association.Peers;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.Dispatcher;
import org.vigil.ingest.dicom.dimse.Operation;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.InstanceIndex;
import org.vigil.ingest.dicom.upperlayer.TimeLimits;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.ObjectKeys;

/** Commitment from N-ACTION to N-EVENT-REPORT, the report over a real connection. */
class CommitmentTest {
  private static final SiteId SITE = new SiteId("st-olav");
  private static final String CR = "1.2.840.10008.5.1.4.1.1.1";
  private static final String DX = "1.2.840.10008.5.1.4.1.1.1.1";
  private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");
  private static final Uid EXPLICIT = new Uid("1.2.840.10008.1.2.1");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MemoryStore store = new MemoryStore();
  private final BlockingQueue<Told> reports = new LinkedBlockingQueue<>();
  private final int port = FreePorts.next();
  private ReportDelivery delivery;
  private volatile Status answer = Status.SUCCESS;

  @TempDir Path folder;

  /** What the requestor was told. */
  private record Told(int eventType, String hex) {}

  @BeforeEach
  void open() {
    delivery = delivery();
  }

  @AfterEach
  void close() {
    delivery.close();
  }

  private ReportDelivery delivery() {
    return new ReportDelivery(
        new Auditor(new InstanceIndex(store), store),
        new TransactionLog(store),
        new TimeLimits(Duration.ofSeconds(10), Duration.ofSeconds(10)),
        Duration.ofSeconds(10),
        new ExponentialBackoff(Duration.ofMillis(50), Duration.ofMillis(200), 0.2),
        new Random(1));
  }

  @Test
  void whatIsSafeIsCommitted() throws Exception {
    accepted("1.2.3.1", CR);
    accepted("1.2.3.2", DX);
    try (DicomServer requestor = requestor()) {
      assertEquals(
          Status.SUCCESS,
          ask(RequestBytes.of(true, "1.9.9", CR, "1.2.3.1", DX, "1.2.3.2"), EXPLICIT));
      Told told = reports.poll(60, TimeUnit.SECONDS);
      assertEquals(1, told.eventType());
      assertContains(told, "1.9.9");
      assertContains(told, "1.2.3.1");
      assertContains(told, "1.2.3.2");
      await().atMost(PATIENCE).until(() -> new TransactionLog(store).all().isEmpty());
    }
  }

  @Test
  void whatIsNotSafeFailsForItsReason() throws Exception {
    accepted("1.2.3.1", CR);
    accepted("1.2.3.2", CR);
    accepted("1.2.3.3", CR);
    store.delete(ObjectKeys.raw(SITE, image("1.2.3.3")));
    try (DicomServer requestor = requestor()) {
      ask(
          RequestBytes.of(
              false, "1.9.9", CR, "1.2.3.1", DX, "1.2.3.2", CR, "1.2.3.3", CR, "1.2.3.4"),
          IMPLICIT);
      Told told = reports.poll(60, TimeUnit.SECONDS);
      assertEquals(2, told.eventType());
      // Failure Reason (0008,1197): class-instance conflict once, no such instance twice.
      assertEquals(1, count(told, "08009711020000001901"));
      assertEquals(2, count(told, "08009711020000001201"));
    }
  }

  @Test
  void aRequestorThatIsAwayIsToldWhenItIsBack() throws Exception {
    accepted("1.2.3.1", CR);
    assertEquals(Status.SUCCESS, ask(RequestBytes.of(true, "1.9.9", CR, "1.2.3.1"), EXPLICIT));
    delivery.close(); // The service is killed, and starts again.
    assertEquals(1, new TransactionLog(store).all().size());
    delivery = delivery();
    answer = Status.PROCESSING_FAILURE;
    try (DicomServer requestor = requestor()) {
      delivery.resume();
      assertEquals(1, reports.poll(60, TimeUnit.SECONDS).eventType());
      assertEquals(1, reports.poll(60, TimeUnit.SECONDS).eventType());
      answer = Status.SUCCESS;
      await().atMost(PATIENCE).until(() -> new TransactionLog(store).all().isEmpty());
    }
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    assertEquals(Status.INVALID_ARGUMENT_VALUE, ask(new byte[] {1, 2, 3}, EXPLICIT));
    assertEquals(Status.INVALID_ARGUMENT_VALUE, ask(new byte[0], EXPLICIT));
    assertEquals(Status.INVALID_ARGUMENT_VALUE, ask(RequestBytes.of(true, "1.9.9"), EXPLICIT));
    assertEquals(
        Status.RESOURCE_LIMITATION,
        ask(new byte[CommitmentOperation.LONGEST_REQUEST + 1], EXPLICIT));
    assertEquals(List.of(), new TransactionLog(store).all());
  }

  private Status ask(byte[] dataSet, Uid syntax) {
    CommandSet request =
        CommandSet.of(CommandField.N_ACTION_RQ)
            .with(CommandElement.MESSAGE_ID, 5)
            .with(CommandElement.REQUESTED_SOP_CLASS_UID, Commitment.SOP_CLASS)
            .with(CommandElement.REQUESTED_SOP_INSTANCE_UID, Commitment.SOP_INSTANCE)
            .with(CommandElement.ACTION_TYPE_ID, 1)
            .withDataSet();
    CommitmentService service =
        new CommitmentService(peer(), new AeTitle("XRAY1"), new AeTitle("VIGIL"), delivery);
    try (Operation operation =
        service.begin(new AcceptedContext(1, Commitment.SOP_CLASS, syntax), request)) {
      operation.receive(ByteBuffer.wrap(dataSet));
      int code = operation.finish().orElseThrow().number(CommandElement.STATUS).orElseThrow();
      return List.of(Status.values()).stream().filter(s -> s.code() == code).findFirst().get();
    }
  }

  private Peer peer() {
    return new Peer(
        Optional.empty(),
        List.of(new Network(InetAddress.getLoopbackAddress(), 8)),
        SITE,
        Optional.empty(),
        Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", port)));
  }

  private void accepted(String instance, String sopClass) {
    store.put(ObjectKeys.raw(SITE, image(instance)), new byte[1], "application/octet-stream");
    store.put(
        ObjectKeys.instance(SITE, Sha256.of(instance)),
        "{\"sopClassUid\":\"%s\",\"sopInstanceUid\":\"%s\",\"imageId\":\"%s\",\"studyId\":\"s\"}"
            .formatted(sopClass, instance, image(instance))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "application/json");
  }

  private static ImageId image(String instance) {
    return ImageId.of(Sha256.of("bytes of " + instance));
  }

  /** Takes reports as the user of commitment. */
  private DicomServer requestor() throws IOException {
    DicomSettings settings =
        new SmallRyeConfigBuilder()
            .withMapping(IngestSettings.class)
            .withDefaultValues(
                Map.of(
                    "vigil.ingest.dicom.port", Integer.toString(port),
                    "vigil.ingest.dicom.peers.vigil.ae-title", "VIGIL",
                    "vigil.ingest.dicom.peers.vigil.networks", "127.0.0.1",
                    "vigil.ingest.dicom.peers.vigil.site", "x",
                    "java.io.tmpdir", folder.toString()))
            .build()
            .getConfigMapping(IngestSettings.class)
            .dicom();
    return DicomServer.start(
        settings,
        new Negotiator(
            Set.of(new AeTitle("XRAY1")),
            Peers.of(settings.peers()),
            new AbstractSyntaxes(Map.of(Commitment.SOP_CLASS, List.of(IMPLICIT)), Map.of()),
            settings.maximumLength()),
        (peer, calling, called) ->
            new Dispatcher(
                Map.of(CommandField.N_EVENT_REPORT_RQ, (context, request) -> taking(request))),
        new DicomMetrics(new SimpleMeterRegistry()));
  }

  private Operation taking(CommandSet request) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    return new Operation() {
      @Override
      public void receive(ByteBuffer fragment) {
        byte[] bytes = new byte[fragment.remaining()];
        fragment.get(bytes);
        data.writeBytes(bytes);
      }

      @Override
      public Optional<CommandSet> finish() {
        reports.add(
            new Told(
                request.number(CommandElement.EVENT_TYPE_ID).orElseThrow(),
                HexFormat.of().formatHex(data.toByteArray())));
        return Optional.of(CommandSet.response(request, answer));
      }

      @Override
      public void close() {}
    };
  }

  private static void assertContains(Told told, String uid) {
    String hex = HexFormat.of().formatHex(uid.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertTrue(told.hex().contains(hex), told::hex);
  }

  private static int count(Told told, String hex) {
    return told.hex().split(hex, -1).length - 1;
  }
}
