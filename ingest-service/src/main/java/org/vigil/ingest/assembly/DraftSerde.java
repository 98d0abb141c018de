package org.vigil.ingest.assembly;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.StudyReady;

/**
 * Drafts in the state store: a version byte, our own fields, then the content as an event.
 * Thread-safe.
 */
final class DraftSerde implements Serde<Draft> {
  private static final int VERSION = 1;
  private static final long NOT_WAITING = -1;

  private final EventCodec<StudyReady> codec = EventCodec.of(StudyReady.class);

  @Override
  public Serializer<Draft> serializer() {
    return (topic, draft) -> draft == null ? null : write(draft);
  }

  @Override
  public Deserializer<Draft> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private byte[] write(Draft draft) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeBoolean(draft.pending());
      out.writeLong(draft.quietUntil().map(Instant::toEpochMilli).orElse(NOT_WAITING));
      out.writeInt(draft.expected().size());
      for (String image : draft.expected()) {
        out.writeUTF(image);
      }
      out.write(codec.encode(draft.content()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Draft read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("a draft of version " + version + " from a newer release");
      }
      boolean pending = in.readBoolean();
      long quietUntil = in.readLong();
      int count = in.readInt();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        expected.add(in.readUTF());
      }
      StudyReady content = codec.decode(in.readAllBytes());
      return new Draft(
          content,
          List.copyOf(expected),
          pending,
          quietUntil == NOT_WAITING
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(quietUntil)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
