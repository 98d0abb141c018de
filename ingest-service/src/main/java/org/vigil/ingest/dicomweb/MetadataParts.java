package org.vigil.ingest.dicomweb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.storage.FileDoor;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * A request whose instances come apart: metadata in JSON, and their pixels in parts of their own,
 * found by location (PS3.18 section 10.5.1). Instances are made when all parts are there, for a
 * part may come before what names it. Closing deletes its files. One use, one thread.
 */
final class MetadataParts implements MultipartRelated.Parts, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MetadataParts.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_METADATA = 4 << 20;

  private final FileDoor door;
  private final int most;
  private final List<JsonNode> instances = new ArrayList<>();
  private final Map<String, BulkPixels> pixels = new HashMap<>();
  private final List<Path> files = new ArrayList<>();

  /**
   * @param most instances and parts of a request
   */
  MetadataParts(FileDoor door, int most) {
    this.door = door;
    this.most = most;
  }

  @Override
  public MultipartRelated.Part begin(MultipartRelated.Head head) throws IOException {
    if (files.size() >= most) {
      throw new MultipartRelated.MalformedException("more than " + most + " parts");
    }
    return head.contentType().startsWith(DicomJson.MEDIA_TYPE) ? new Metadata() : bulk(head);
  }

  private MultipartRelated.Part bulk(MultipartRelated.Head head) throws IOException {
    Path file = door.newFile();
    files.add(file);
    pixels.put(head.location(), new BulkPixels(file, head.contentType()));
    return new Bulk(Files.newOutputStream(file));
  }

  /** What becomes of every instance, when all parts are there. */
  List<FileDoor.Taken> store(WebSite site, Optional<String> study) throws IOException {
    List<FileDoor.Taken> taken = new ArrayList<>();
    for (JsonNode instance : instances) {
      taken.add(store(instance, site, study));
    }
    return taken;
  }

  private FileDoor.Taken store(JsonNode json, WebSite site, Optional<String> study)
      throws IOException {
    Path file = door.newFile();
    files.add(file);
    Optional<DataSet> named = Optional.empty();
    try {
      DicomJsonReader.Instance instance = DicomJsonReader.read(json);
      named = Optional.of(instance.data());
      pixels(instance).write(instance.data(), file);
      return door.accept(site.peer(), file, study);
    } catch (RefusedException e) {
      LOG.debugf("an instance could not be made of its parts: %s", e.getMessage());
      return new FileDoor.Taken(
          named.flatMap(data -> data.text(Tag.SOPClassUID)),
          named.flatMap(data -> data.text(Tag.SOPInstanceUID)),
          Optional.empty(),
          e.reason() == RejectionReason.UNSUPPORTED_FORMAT
              ? Status.CANNOT_DECODE
              : Status.CANNOT_UNDERSTAND);
    }
  }

  private BulkPixels pixels(DicomJsonReader.Instance instance) {
    return instance
        .pixels()
        .flatMap(location -> Optional.ofNullable(pixels.get(location)))
        .orElseThrow(() -> new RefusedException(RejectionReason.DAMAGED, "no part has the pixels"));
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** The metadata of some instances, an array. */
  private final class Metadata implements MultipartRelated.Part {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (bytes.size() + length > LONGEST_METADATA) {
        throw new MultipartRelated.MalformedException("the metadata are too long");
      }
      bytes.write(from, offset, length);
    }

    @Override
    public void complete() throws IOException {
      JsonNode json = parse();
      (json.isArray() ? json : JSON.createArrayNode().add(json)).forEach(instances::add);
      if (instances.size() > most) {
        throw new MultipartRelated.MalformedException("more than " + most + " instances");
      }
    }

    private JsonNode parse() throws IOException {
      try {
        return JSON.readTree(bytes.toByteArray());
      } catch (JsonProcessingException e) {
        throw new MultipartRelated.MalformedException("the metadata are no JSON");
      }
    }

    @Override
    public void close() {}
  }

  /** Bulk data on their way to disk. */
  private record Bulk(OutputStream out) implements MultipartRelated.Part {
    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
    }

    @Override
    public void complete() {}

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
