package org.vigil.ingest.dicomweb;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.storage.FileDoor;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;

/**
 * STOW-RS (PS3.18 section 10.5): each part is a Part 10 file, or the parts are metadata and the
 * pixels that belong to them.
 */
@Path("/dicomweb")
public class StoreResource {
  private static final String PART = "application/dicom";
  private static final List<String> PARTS = List.of(PART, DicomJson.MEDIA_TYPE);
  private static final int MOST_PARTS = 2000;
  private static final long RETRY_AFTER_SECONDS = 5;

  private final FileDoor door;
  private final WebSite site;

  StoreResource(FileDoor door, WebSite site) {
    this.door = door;
    this.site = site;
  }

  @POST
  @Path("/studies")
  @RunOnVirtualThread
  public Response store(
      InputStream body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String mediaType,
      @Context UriInfo uri)
      throws IOException {
    return store(body, mediaType, uri, Optional.empty());
  }

  @POST
  @Path("/studies/{study}")
  @RunOnVirtualThread
  public Response store(
      InputStream body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String mediaType,
      @Context UriInfo uri,
      @PathParam("study") String study)
      throws IOException {
    return store(body, mediaType, uri, Optional.of(study));
  }

  private Response store(InputStream body, String mediaType, UriInfo uri, Optional<String> study)
      throws IOException {
    site.peer(); // Nobody reads a body that goes nowhere.
    List<FileDoor.Taken> taken = new ArrayList<>();
    try (MetadataParts apart = new MetadataParts(door, MOST_PARTS)) {
      if (type(mediaType).equals(DicomJson.MEDIA_TYPE)) {
        MultipartRelated.read(body, boundary(mediaType), apart);
        taken.addAll(apart.store(site, study));
      } else {
        MultipartRelated.read(
            body, boundary(mediaType), head -> new Instance(head.contentType(), study, taken));
      }
    } catch (MultipartRelated.MalformedException e) {
      throw problem(400, "invalid-request", e.getMessage());
    }
    if (taken.isEmpty()) {
      throw problem(400, "invalid-request", "the body has no part");
    }
    StoreResponse answer = new StoreResponse(uri.getBaseUri().resolve("dicomweb/studies"), taken);
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(DicomJson.MEDIA_TYPE).entity(answer.json());
    return (answer.status() == 503
            ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
            : response)
        .build();
  }

  /** What the parts of the body are. */
  private static String type(String mediaType) {
    String given = mediaType == null ? "" : mediaType;
    boolean related = given.toLowerCase(Locale.ROOT).startsWith("multipart/related");
    String type = MultipartRelated.parameter(given, "type").orElse(PART).toLowerCase(Locale.ROOT);
    if (!related || !PARTS.contains(type)) {
      throw problem(
          415,
          "unsupported-media-type",
          "send multipart/related of type " + String.join(", ", PARTS));
    }
    return type;
  }

  private static String boundary(String mediaType) {
    return MultipartRelated.parameter(mediaType, "boundary")
        .orElseThrow(() -> problem(400, "invalid-request", "the media type has no boundary"));
  }

  private static ProblemException problem(int status, String word, String detail) {
    return new ProblemException(Problem.of(status, word, "Nothing was stored", detail));
  }

  /** A part on its way to disk and, when it is complete, to safety. */
  private final class Instance implements MultipartRelated.Part {
    private final String type;
    private final Optional<String> study;
    private final List<FileDoor.Taken> taken;
    private final java.nio.file.Path file;
    private final OutputStream out;

    Instance(String type, Optional<String> study, List<FileDoor.Taken> taken) throws IOException {
      this.type = type;
      this.study = study;
      this.taken = taken;
      this.file = door.newFile();
      this.out = Files.newOutputStream(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void complete() throws IOException {
      out.close();
      boolean dicom = type.isEmpty() || type.startsWith(PART) && !type.startsWith(PART + "+");
      taken.add(
          dicom && taken.size() < MOST_PARTS
              ? door.accept(site.peer(), file, study)
              : new FileDoor.Taken(
                  Optional.empty(), Optional.empty(), Optional.empty(), Status.CANNOT_UNDERSTAND));
    }

    @Override
    public void close() throws IOException {
      out.close();
      Files.deleteIfExists(file);
    }
  }
}
