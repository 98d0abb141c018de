package org.vigil.ingest.dicom.commitment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.ingest.dicom.dimse.DimseException;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * Reads the action information of a request (PS3.4 table J.3-1), in little endian with explicit or
 * implicit VR. Elements that are not its own are read over. Not thread-safe.
 */
final class RequestReader {
  private static final int UNDEFINED = -1;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_DELIMITER = 0xFFFEE00D;
  private static final int SEQUENCE_DELIMITER = 0xFFFEE0DD;
  private static final int DEEPEST = 8;
  private static final Set<String> LONG_FORM =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final ByteBuffer in;
  private final boolean explicit;
  private final List<Reference> references = new ArrayList<>();

  private RequestReader(ByteBuffer in, boolean explicit) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.explicit = explicit;
  }

  /**
   * What is asked for.
   *
   * @param transactionUid empty where it is missing
   * @param references may be empty
   */
  record Request(Optional<Uid> transactionUid, List<Reference> references) {}

  /**
   * @throws DimseException if the data set is damaged
   */
  static Request read(ByteBuffer dataSet, boolean explicit) throws DimseException {
    RequestReader reader = new RequestReader(dataSet.slice(), explicit);
    try {
      Map<Integer, String> values = reader.dataSet(reader.in.limit(), 0, false);
      Optional<Uid> transaction =
          Optional.ofNullable(values.get(Commitment.TRANSACTION_UID)).map(Uid::new);
      return new Request(transaction, List.copyOf(reader.references));
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
      throw new DimseException("the request for commitment is damaged");
    }
  }

  /** The texts of one data set or item, up to its end or its delimiter. */
  private Map<Integer, String> dataSet(int end, int depth, boolean references)
      throws DimseException {
    Map<Integer, String> values = new HashMap<>();
    while (in.position() < end) {
      int tag = tag();
      if (tag == ITEM_DELIMITER) {
        in.getInt();
        break;
      }
      element(tag, depth, values);
    }
    if (references) {
      refer(values);
    }
    return values;
  }

  private void refer(Map<Integer, String> values) {
    this.references.add(
        new Reference(
            new Uid(values.getOrDefault(Commitment.REFERENCED_SOP_CLASS_UID, "")).value(),
            new Uid(values.getOrDefault(Commitment.REFERENCED_SOP_INSTANCE_UID, "")).value()));
  }

  private void element(int tag, int depth, Map<Integer, String> values) throws DimseException {
    String vr = explicit ? text(2) : "";
    int length = length(vr);
    boolean sequence = tag == Commitment.REFERENCED_SOP_SEQUENCE;
    if (length == UNDEFINED || sequence) {
      items(length, depth + 1, sequence && depth == 0);
    } else if (length >= 0 && length <= 64) {
      values.put(tag, text(length).replace("\0", "").strip());
    } else {
      skip(length);
    }
  }

  private void items(int length, int depth, boolean references) throws DimseException {
    if (depth > DEEPEST) {
      throw new DimseException("sequences are nested too deep");
    }
    int end = length == UNDEFINED ? in.limit() : end(length);
    while (in.position() < end) {
      int tag = tag();
      int itemLength = in.getInt();
      if (tag == SEQUENCE_DELIMITER) {
        return;
      }
      if (tag != ITEM) {
        throw new DimseException("a sequence holds something that is no item");
      }
      dataSet(itemLength == UNDEFINED ? end : end(itemLength), depth, references);
    }
  }

  private int end(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("longer than what holds it");
    }
    return in.position() + length;
  }

  private int length(String vr) {
    if (!explicit) {
      return in.getInt();
    }
    if (LONG_FORM.contains(vr)) {
      in.getShort(); // Reserved.
      return in.getInt();
    }
    return Short.toUnsignedInt(in.getShort());
  }

  private int tag() {
    int group = Short.toUnsignedInt(in.getShort());
    return group << 16 | Short.toUnsignedInt(in.getShort());
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void skip(int length) {
    in.position(end(length));
  }
}
