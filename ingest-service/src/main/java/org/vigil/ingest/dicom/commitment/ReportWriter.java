package org.vigil.ingest.dicom.commitment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Writes the event information of a report (PS3.4 table J.3-2) in implicit VR little endian. */
final class ReportWriter {
  private static final int ITEM = 0xFFFEE000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ReportWriter() {}

  static byte[] write(Report report) {
    ReportWriter writer =
        new ReportWriter().uid(Commitment.TRANSACTION_UID, report.transactionUid());
    if (!report.failed().isEmpty()) {
      writer.sequence(Commitment.FAILED_SOP_SEQUENCE, report.failed(), ReportWriter::failure);
    }
    if (!report.committed().isEmpty()) {
      writer.sequence(
          Commitment.REFERENCED_SOP_SEQUENCE, report.committed(), ReportWriter::reference);
    }
    return writer.out.toByteArray();
  }

  private static ReportWriter reference(Reference reference) {
    return new ReportWriter()
        .uid(Commitment.REFERENCED_SOP_CLASS_UID, reference.sopClass())
        .uid(Commitment.REFERENCED_SOP_INSTANCE_UID, reference.sopInstance());
  }

  private static ReportWriter failure(Report.Failure failure) {
    byte[] reason = {(byte) failure.reason().code(), (byte) (failure.reason().code() >> 8)};
    return reference(failure.reference()).element(Commitment.FAILURE_REASON, reason);
  }

  private <T> ReportWriter sequence(int tag, List<T> items, Function<T, ReportWriter> item) {
    ReportWriter all = new ReportWriter();
    items.forEach(each -> all.element(ITEM, item.apply(each).out.toByteArray()));
    return element(tag, all.out.toByteArray());
  }

  private ReportWriter uid(int tag, String uid) {
    String padded = uid.length() % 2 == 0 ? uid : uid + "\0";
    return element(tag, padded.getBytes(StandardCharsets.US_ASCII));
  }

  private ReportWriter element(int tag, byte[] value) {
    out.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) (tag >>> 16))
            .putShort((short) tag)
            .putInt(value.length)
            .array());
    out.writeBytes(value);
    return this;
  }
}
