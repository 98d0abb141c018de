package org.vigil.ingest.dicom.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.ingest.dicom.DataSetBytes;
import org.vigil.ingest.dicom.FrameSplitter;
import org.vigil.ingest.dicom.association.DicomMetrics;
import org.vigil.ingest.dicom.association.Network;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandField;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.Operation;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.upload.Receipt;
import org.vigil.ingest.upload.Upload;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/** C-STORE from its request to its status, with a desk that does as it is told. */
class InstanceDeskTest {
  private static final SiteId SITE = new SiteId("st-olav");
  private static final Uid CR = StorageSopClass.COMPUTED_RADIOGRAPHY.uid();
  private static final String INSTANCE = "1.2.3.4";

  private final MemoryStore store = new MemoryStore();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Upload> taken = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private Optional<RuntimeException> trouble = Optional.empty();
  private boolean keepUndecodable;
  private Optional<StudyKind> peerKind = Optional.empty();
  private ReceiveFolder received;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    received = ReceiveFolder.open(folder, 100_000);
  }

  @Test
  void whatIsTakenIsASuccessAndEntered() throws IOException {
    assertStatus(Status.SUCCESS, store(CR, data(1)));
    Upload upload = taken.get(0);
    assertEquals(SITE, upload.site());
    assertEquals(false, upload.whole());
    assertEquals(Map.of(), upload.metadata());
    InstanceIndex.Entry entry =
        new InstanceIndex(store).find(SITE, new Uid(INSTANCE)).orElseThrow();
    assertEquals(CR.value(), entry.sopClassUid());
    assertEquals("study", entry.studyId());
    assertNothingLeft();
  }

  @Test
  void theSameAgainIsASuccessWithoutWork() throws IOException {
    store(CR, data(1));
    assertStatus(Status.SUCCESS, store(CR, data(1)));
    assertEquals(1, taken.size());
  }

  @Test
  void anEntryWhoseImageIsGoneDoesNotCount() throws IOException {
    store(CR, data(1));
    String image = new InstanceIndex(store).find(SITE, new Uid(INSTANCE)).orElseThrow().imageId();
    store.delete(ObjectKeys.raw(SITE, new ImageId(image)));
    assertStatus(Status.SUCCESS, store(CR, data(1)));
    assertEquals(2, taken.size());
  }

  @Test
  void otherBytesUnderTheSameUidAreTakenAndFlaggedOnce() throws IOException {
    store(CR, data(1));
    assertStatus(Status.SUCCESS, store(CR, data(2)));
    assertStatus(Status.SUCCESS, store(CR, data(2)));
    assertStatus(Status.SUCCESS, store(CR, data(1)));
    assertEquals(2, taken.size());
    assertEquals(Map.of("instance-conflict", "true"), taken.get(1).metadata());
    assertEquals(1, registry.counter("vigil_dicom_conflicts_total").count());
  }

  @Test
  void anotherSiteHasUidsOfItsOwn() throws IOException {
    store(CR, data(1));
    Peer other = peer(new SiteId("elsewhere"));
    run(new StorageService(other, received, desk()), CR, CR, INSTANCE, data(2));
    assertEquals(Map.of(), taken.get(1).metadata());
  }

  @Test
  void aDataSetOfAnotherInstanceIsA900() throws IOException {
    assertStatus(
        Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
        store(CR, DataSetBytes.radiograph(CR.value(), "1.2.3.5", 1)));
    assertStatus(
        Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
        store(CR, DataSetBytes.radiograph("1.2.840.10008.5.1.4.1.1.7", INSTANCE, 1)));
    assertEquals(2, refused.size());
    assertEquals(List.of(), taken);
  }

  @Test
  void nonsenseIsC000() throws IOException {
    assertStatus(Status.CANNOT_UNDERSTAND, store(CR, new byte[] {1, 2, 3}));
    assertEquals(List.of("DAMAGED"), refused);
  }

  @Test
  void whatIsTooLargeIsA701AndNotKept() throws IOException {
    assertStatus(Status.REFUSED_TOO_LARGE, store(CR, new byte[100_001]));
    assertEquals(List.of("TOO_LARGE"), refused);
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "503, REFUSED_OUT_OF_RESOURCES",
    "413, REFUSED_TOO_LARGE",
    "415, CANNOT_DECODE",
    "422, CANNOT_UNDERSTAND",
  })
  void theDesksProblemsHaveTheirStatus(int http, Status status) throws IOException {
    trouble = Optional.of(new ProblemException(Problem.of(http, "word", "Title", "why it is so")));
    CommandSet response = store(CR, data(1));
    assertStatus(status, response);
    assertEquals(Optional.empty(), new InstanceIndex(store).find(SITE, new Uid(INSTANCE)));
    assertNothingLeft();
  }

  @Test
  void aStoreOrBrokerThatIsAwayIsA700() throws IOException {
    trouble = Optional.of(new StoreUnavailableException(new IOException("away")));
    assertStatus(Status.REFUSED_OUT_OF_RESOURCES, store(CR, data(1)));
    trouble = Optional.of(new BrokerUnavailableException(new IOException("away")));
    assertStatus(Status.REFUSED_OUT_OF_RESOURCES, store(CR, data(1)));
    trouble = Optional.empty();
    assertStatus(Status.SUCCESS, store(CR, data(1)));
  }

  @Test
  void aFaultIs0110() throws IOException {
    trouble = Optional.of(new IllegalStateException("a fault"));
    assertStatus(Status.PROCESSING_FAILURE, store(CR, data(1)));
  }

  @Test
  void whatIsOnlyNotDecodedIsASuccessWherePolicySaysSo() throws IOException {
    keepUndecodable = true;
    trouble = Optional.of(new ProblemException(Problem.of(415, "word", "Title", "no codec")));
    assertStatus(Status.SUCCESS, store(CR, data(1)));
    assertEquals(Optional.empty(), new InstanceIndex(store).find(SITE, new Uid(INSTANCE)));
  }

  @Test
  void anInstanceThatIsCutOffLeavesNothing() throws IOException {
    Operation operation =
        new StorageService(peer(SITE), received, desk()).begin(context(CR), request(CR, INSTANCE));
    operation.receive(ByteBuffer.wrap(data(1)));
    operation.close();
    assertNothingLeft();
    assertEquals(List.of(), taken);
  }

  @Test
  void whatAnEarlierRunLeftIsRemovedAndNothingElse() throws IOException {
    Files.createFile(folder.resolve("instance-1.dcm"));
    Files.createFile(folder.resolve("normalised-1.png"));
    Files.createFile(folder.resolve("notes.txt"));
    ReceiveFolder.open(folder, 1000);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("notes.txt")), left.toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CR, CHEST, CHEST_XRAY, false", // A radiograph speaks for itself.
    "CR, HAND, CHEST_XRAY, false",
    "OT, '', CHEST_XRAY, true",
    "OT, HAND, CHEST_XRAY, false",
    "XC, '', TONGUE, true",
    "XC, LEG, SKIN, true",
  })
  void thePeersKindIsForWhatSaysNone(String modality, String bodyPart, StudyKind kind, boolean used)
      throws IOException {
    peerKind = Optional.of(kind);
    byte[] data =
        new DataSetBytes(true, java.nio.ByteOrder.LITTLE_ENDIAN)
            .text(0x00080016, "UI", CR.value())
            .text(0x00080018, "UI", INSTANCE)
            .text(0x00080060, "CS", modality)
            .text(0x00180015, "CS", bodyPart)
            .toBytes();
    store(CR, data);
    assertEquals(used ? peerKind : Optional.empty(), taken.get(0).kind());
  }

  @Test
  void aDermoscopicPhotographIsKnownByItsClass() throws IOException {
    Uid dermoscopic = StorageSopClass.DERMOSCOPIC_PHOTOGRAPHY.uid();
    store(dermoscopic, DataSetBytes.radiograph(dermoscopic.value(), INSTANCE, 1));
    assertEquals(Optional.of(ImageRole.DERMOSCOPIC), taken.get(0).parts().get(0).role());
  }

  @Test
  void aRequestWithoutInstanceOrDataSetIsMistyped() throws IOException {
    StorageService service = new StorageService(peer(SITE), received, desk());
    CommandSet without =
        CommandSet.of(CommandField.C_STORE_RQ)
            .with(CommandElement.MESSAGE_ID, 1)
            .with(CommandElement.AFFECTED_SOP_CLASS_UID, CR);
    for (CommandSet request :
        List.of(
            without.withDataSet(),
            without.with(CommandElement.AFFECTED_SOP_INSTANCE_UID, new Uid(INSTANCE)))) {
      try (Operation operation = service.begin(context(CR), request)) {
        assertStatus(Status.MISTYPED_ARGUMENT, operation.finish().orElseThrow());
      }
    }
    assertNothingLeft();
  }

  @Test
  void everyFrameOfAnObjectIsAnImageAndTheWholeIsKept() throws IOException {
    assertStatus(Status.SUCCESS, store(CR, frames(3)));
    assertEquals(3, taken.get(0).parts().size());
    ObjectKey any = ObjectKeys.raw(SITE, ImageId.of(Sha256.of("")));
    assertEquals(2, store.list(any.bucket(), "raw/").size()); // The whole, and the first frame.
    assertStatus(Status.SUCCESS, store(CR, frames(3)));
    assertEquals(1, taken.size());
    assertNothingLeft();
  }

  @Test
  void anObjectOfTooManyFramesIsRefusedAndRecorded() throws IOException {
    assertStatus(Status.CANNOT_DECODE, store(CR, frames(4)));
    assertEquals(List.of("UNSUPPORTED_FORMAT"), refused);
    assertTrue(taken.isEmpty());
    assertNothingLeft();
  }

  private static byte[] frames(int count) {
    DataSetBytes data = new DataSetBytes(true, ByteOrder.LITTLE_ENDIAN);
    data.text(0x00080016, "UI", CR.value())
        .text(0x00080018, "UI", INSTANCE)
        .text(0x00080060, "CS", "CR")
        .number(0x00280002, 1)
        .text(0x00280004, "CS", "MONOCHROME2")
        .text(0x00280008, "IS", Integer.toString(count))
        .number(0x00280010, 3)
        .number(0x00280011, 3)
        .number(0x00280100, 8);
    return data.bytes(0x7FE00010, "OB", new byte[9 * count + count % 2]).toBytes();
  }

  private InstanceDesk desk() {
    return new InstanceDesk(
        this::take,
        (site, digest, bytes, refusal) -> refused.add(refusal.reason().name()),
        new InstanceIndex(store),
        new Catalogue(store),
        new DicomMetrics(registry),
        new FrameSplitter(3),
        keepUndecodable);
  }

  /** Keeps the original, as the real desk does. */
  private Receipt take(Upload upload) throws IOException {
    if (trouble.isPresent()) {
      throw trouble.get();
    }
    taken.add(upload);
    Path file = upload.parts().get(0).file();
    ImageId image = ImageId.of(Sha256.of(Files.readAllBytes(file)));
    store.put(ObjectKeys.raw(upload.site(), image), file, "application/octet-stream");
    return new Receipt("study", List.of());
  }

  private CommandSet store(Uid sopClass, byte[] data) {
    StorageService service = new StorageService(peer(SITE), received, desk());
    return run(service, sopClass, sopClass, INSTANCE, data);
  }

  private static CommandSet run(
      StorageService service, Uid context, Uid sopClass, String instance, byte[] data) {
    try (Operation operation = service.begin(context(context), request(sopClass, instance))) {
      int half = data.length / 2;
      operation.receive(ByteBuffer.wrap(data, 0, half).slice());
      operation.receive(ByteBuffer.wrap(data, half, data.length - half).slice());
      return operation.finish().orElseThrow();
    }
  }

  private static CommandSet request(Uid sopClass, String instance) {
    return CommandSet.of(CommandField.C_STORE_RQ)
        .with(CommandElement.MESSAGE_ID, 1)
        .with(CommandElement.AFFECTED_SOP_CLASS_UID, sopClass)
        .with(CommandElement.AFFECTED_SOP_INSTANCE_UID, new Uid(instance))
        .withDataSet();
  }

  private static AcceptedContext context(Uid sopClass) {
    return new AcceptedContext(1, sopClass, StorageSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
  }

  private Peer peer(SiteId site) {
    return new Peer(
        Optional.empty(),
        List.of(new Network(InetAddress.getLoopbackAddress(), 8)),
        site,
        peerKind,
        Optional.empty());
  }

  private static byte[] data(int seed) {
    return DataSetBytes.radiograph(CR.value(), INSTANCE, seed);
  }

  private static void assertStatus(Status expected, CommandSet response) {
    assertEquals(Optional.of(expected.code()), response.number(CommandElement.STATUS));
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.findAny().isEmpty());
    }
  }
}
