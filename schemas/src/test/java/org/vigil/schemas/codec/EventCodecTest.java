package org.vigil.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;

class EventCodecTest {
  private static final ImageOutcome OUTCOME =
      ImageOutcome.newBuilder()
          .setImageId("a".repeat(64))
          .setSite("st-olav")
          .setState(ImageState.SCORED)
          .setAt(Instant.parse("2026-01-02T03:04:05.678Z"))
          .build();

  private final EventCodec<ImageOutcome> codec = EventCodec.of(ImageOutcome.class);

  @Test
  void anEventComesBackEqual() {
    assertEquals(OUTCOME, codec.decode(codec.encode(OUTCOME)));
  }

  @Test
  void bytesStartWithTheSingleObjectMarker() {
    byte[] bytes = codec.encode(OUTCOME);
    assertArrayEquals(new byte[] {(byte) 0xC3, 0x01}, Arrays.copyOf(bytes, 2));
  }

  @Test
  void truncatedAndForeignBytesAreUnreadable() {
    byte[] bytes = codec.encode(OUTCOME);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(UnreadableEventException.class, () -> codec.decode(cut));
    }
    assertThrows(
        UnreadableEventException.class,
        () -> codec.decode("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void aSchemaFromTheFutureIsUnreadableNotMisread() throws Exception {
    Schema future =
        SchemaBuilder.record("ImageOutcome")
            .namespace("org.vigil.schemas.event")
            .fields()
            .requiredString("imageId")
            .requiredString("novelty")
            .endRecord();
    GenericRecord record = new GenericData.Record(future);
    record.put("imageId", "a");
    record.put("novelty", "b");
    byte[] bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), future).encode(record).array();
    assertThrows(UnreadableEventException.class, () -> codec.decode(bytes));
  }
}
