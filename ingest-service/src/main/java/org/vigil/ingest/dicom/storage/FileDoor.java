package org.vigil.ingest.dicom.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.refusal.RefusedException;

/**
 * Takes Part 10 files as if their data sets came by C-STORE: the same instance is the same image,
 * whichever way it comes. Thread-safe.
 */
public final class FileDoor {
  private static final Logger LOG = Logger.getLogger(FileDoor.class);
  private static final int LONGEST_HEAD = 64 << 10;
  private static final int CHUNK = 64 << 10;

  private final ReceiveFolder folder;
  private final InstanceDesk desk;

  public FileDoor(ReceiveFolder folder, InstanceDesk desk) {
    this.folder = folder;
    this.desk = desk;
  }

  /**
   * What became of a file.
   *
   * @param sopClass empty where the file does not say it
   * @param sopInstance empty where the file does not say it
   * @param study its Study Instance UID, where it was taken
   */
  public record Taken(
      Optional<String> sopClass,
      Optional<String> sopInstance,
      Optional<String> study,
      Status status) {}

  /**
   * An empty file for an instance to be received in; the caller deletes it.
   *
   * @throws IOException if there is no room
   */
  public Path newFile() throws IOException {
    return folder.newFile();
  }

  /**
   * @param study that it must belong to, where its sender says so
   */
  public Taken accept(Peer peer, Path file, Optional<String> study) {
    try (InputStream in = Files.newInputStream(file)) {
      Part10.Head head = Part10.head(in.readNBytes(LONGEST_HEAD));
      DataSet meta = head.meta();
      Optional<String> sopClass = meta.text(Tag.MediaStorageSOPClassUID);
      Optional<String> sopInstance = meta.text(Tag.MediaStorageSOPInstanceUID);
      Optional<Uid> syntax = meta.text(Tag.TransferSyntaxUID).flatMap(FileDoor::uid);
      if (sopClass.flatMap(FileDoor::uid).isEmpty()
          || sopInstance.flatMap(FileDoor::uid).isEmpty()
          || syntax.flatMap(StorageSyntax::of).isEmpty()) {
        return new Taken(sopClass, sopInstance, Optional.empty(), Status.CANNOT_UNDERSTAND);
      }
      Uid known = new Uid(sopClass.get());
      if (StorageSopClass.of(known).isEmpty()) {
        return new Taken(sopClass, sopInstance, Optional.empty(), Status.SOP_CLASS_NOT_SUPPORTED);
      }
      return store(
          peer, file, head.length(), known, new Uid(sopInstance.get()), syntax.get(), study);
    } catch (RefusedException e) {
      return new Taken(
          Optional.empty(), Optional.empty(), Optional.empty(), Status.CANNOT_UNDERSTAND);
    } catch (IOException e) {
      LOG.error("an instance could not be received", e);
      return new Taken(
          Optional.empty(), Optional.empty(), Optional.empty(), desk.noRoom().status());
    }
  }

  private Taken store(
      Peer peer,
      Path file,
      int offset,
      Uid sopClass,
      Uid sopInstance,
      Uid syntax,
      Optional<String> study)
      throws IOException {
    try (InstanceFile copy = folder.begin(sopClass, sopInstance, syntax);
        InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(offset);
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        copy.write(ByteBuffer.wrap(chunk, 0, n));
      }
      ReceivedInstance instance = new ReceivedInstance(peer, sopClass, sopInstance, syntax, copy);
      Optional<String> named = desk.study(instance);
      Outcome outcome =
          study.isPresent() && !study.equals(named)
              ? new Outcome(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, "of another study")
              : desk.accept(instance);
      return new Taken(
          Optional.of(sopClass.value()), Optional.of(sopInstance.value()), named, outcome.status());
    }
  }

  private static Optional<Uid> uid(String text) {
    try {
      return Optional.of(new Uid(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
