package org.vigil.ingest.dicom.pdu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws valid PDUs of every type. */
final class RandomPdus {
  private final RandomGenerator random;

  RandomPdus(RandomGenerator random) {
    this.random = random;
  }

  Pdu next() {
    return switch (random.nextInt(7)) {
      case 0 ->
          new AssociateRq(
              random.nextInt(65536), title(), title(), uid(), proposals(), information());
      case 1 ->
          new AssociateAc(random.nextInt(65536), title(), title(), uid(), answers(), information());
      case 2 -> new AssociateRj(random.nextBoolean(), pick(RejectReason.values()));
      case 3 ->
          new PDataTf(IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(i -> value()).toList());
      case 4 -> new ReleaseRq();
      case 5 -> new ReleaseRp();
      default ->
          random.nextBoolean() ? Abort.byUser() : Abort.byProvider(pick(AbortReason.values()));
    };
  }

  private AeTitle title() {
    return new AeTitle("MODALITY-" + random.nextInt(1000000));
  }

  private Uid uid() {
    return new Uid("1.2." + random.nextLong(0, Long.MAX_VALUE) + "." + random.nextInt(100));
  }

  private List<ProposedContext> proposals() {
    List<ProposedContext> contexts = new ArrayList<>();
    for (int id = 1; id <= 1 + 2 * random.nextInt(128); id += 2) {
      List<Uid> syntaxes =
          IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(i -> uid()).toList();
      contexts.add(new ProposedContext(id, uid(), syntaxes));
    }
    return contexts;
  }

  private List<AnsweredContext> answers() {
    List<AnsweredContext> contexts = new ArrayList<>();
    for (int id = 1; id < 2 * random.nextInt(100); id += 2) {
      AnsweredContext.Result result = pick(AnsweredContext.Result.values());
      Uid syntax =
          result == AnsweredContext.Result.ACCEPTANCE ? uid() : new Uid("1.2.840.10008.1.2");
      contexts.add(new AnsweredContext(id, result, syntax));
    }
    return contexts;
  }

  private UserInformation information() {
    return new UserInformation(
        random.nextLong(1L << 32),
        random.nextBoolean() ? Optional.of(uid()) : Optional.empty(),
        random.nextBoolean() ? Optional.of("VERSION " + random.nextInt(99)) : Optional.empty(),
        random.nextBoolean()
            ? Optional.of(new AsynchronousOperations(random.nextInt(65536), random.nextInt(65536)))
            : Optional.empty(),
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> new RoleSelection(uid(), random.nextBoolean(), random.nextBoolean()))
            .toList());
  }

  private PresentationDataValue value() {
    byte[] bytes = new byte[random.nextInt(2000)];
    random.nextBytes(bytes);
    return new PresentationDataValue(
        1 + 2 * random.nextInt(128),
        random.nextBoolean(),
        random.nextBoolean(),
        ByteBuffer.wrap(bytes));
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
