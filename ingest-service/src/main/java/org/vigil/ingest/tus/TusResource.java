package org.vigil.ingest.tus;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.vigil.ingest.upload.PhotographCheck;
import org.vigil.platform.problem.ProblemException;

/**
 * The tus protocol 1.0.0: core, creation, checksum, termination, expiration
 * (https://tus.io/protocols/resumable-upload). Beside it, the quality of a photograph that is here
 * whole.
 */
@Path("/api/uploads")
@RunOnVirtualThread
public class TusResource {
  static final String VERSION = "1.0.0";
  static final String OFFSET_BYTES = "application/offset+octet-stream";

  private static final Logger LOG = Logger.getLogger(TusResource.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7E]{16,128}");

  private final UploadFolder folder;
  private final PhotographCheck check;
  private final TusLimits limits;

  TusResource(UploadFolder folder, PhotographCheck check, TusLimits limits) {
    this.folder = folder;
    this.check = check;
    this.limits = limits;
  }

  /** What this server can do. */
  @OPTIONS
  public Response options() {
    return Response.noContent()
        .header("Tus-Version", VERSION)
        .header("Tus-Extension", "creation,checksum,termination,expiration")
        .header("Tus-Checksum-Algorithm", Checksum.algorithms())
        .header("Tus-Max-Size", limits.bytesPerUpload())
        .build();
  }

  /** Begins an upload; with the same Idempotency-Key again, finds it. */
  @POST
  public Response create(
      @HeaderParam("Tus-Resumable") String version,
      @HeaderParam("Upload-Length") String length,
      @HeaderParam("Upload-Defer-Length") String deferred,
      @HeaderParam("Upload-Metadata") String metadata,
      @HeaderParam("Idempotency-Key") String idempotencyKey) {
    requireVersion(version);
    if (deferred != null) {
      throw TusProblems.malformed("Upload-Defer-Length", "say the length at once: Upload-Length");
    }
    UploadMetadata.requireWellFormed(metadata);
    long bytes = TusNumbers.parse("Upload-Length", length);
    UploadKey key = key(idempotencyKey);
    HeldUpload upload = onDisk(() -> folder.begin(key, bytes));
    return answer(Response.status(201), upload)
        .header("Location", "/api/uploads/" + upload.key())
        .build();
  }

  private static UploadKey key(String idempotencyKey) {
    if (idempotencyKey == null) {
      return UploadKey.random();
    }
    if (!IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
      throw TusProblems.malformed(
          "Idempotency-Key", "needs 16 to 128 printable characters that nobody can guess");
    }
    return UploadKey.ofIdempotencyKey(idempotencyKey);
  }

  /** How far an upload is. */
  @HEAD
  @Path("/{key}")
  public Response head(@HeaderParam("Tus-Resumable") String version, @PathParam("key") String key) {
    requireVersion(version);
    HeldUpload upload = find(key);
    return answer(Response.ok(), upload)
        .header("Upload-Length", upload.length())
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Appends what comes; what came before a connection broke is kept. */
  @PATCH
  @Path("/{key}")
  @Consumes(OFFSET_BYTES)
  public Response append(
      @HeaderParam("Tus-Resumable") String version,
      @HeaderParam("Upload-Offset") String offset,
      @HeaderParam("Upload-Checksum") String checksum,
      @PathParam("key") String key,
      InputStream body) {
    requireVersion(version);
    long from = TusNumbers.parse("Upload-Offset", offset);
    Optional<Checksum> proof = Checksum.parse(checksum);
    UploadKey known = find(key).key();
    HeldUpload upload = onDisk(() -> folder.append(known, from, body, proof));
    return answer(Response.noContent(), upload).build();
  }

  /** Removes an upload that will not be used. */
  @DELETE
  @Path("/{key}")
  public Response terminate(
      @HeaderParam("Tus-Resumable") String version, @PathParam("key") String key) {
    requireVersion(version);
    UploadKey known = find(key).key();
    onDisk(
        () -> {
          folder.remove(known);
          return known;
        });
    return Response.noContent().build();
  }

  /** How well the photograph was taken, before it becomes part of a study. Not part of tus. */
  @GET
  @Path("/{key}/quality")
  @Produces(MediaType.APPLICATION_JSON)
  public PhotographCheck.Report quality(
      @PathParam("key") String key,
      @QueryParam("kind") String kind,
      @QueryParam("role") String role) {
    HeldUpload upload = find(key);
    if (!upload.isComplete()) {
      throw TusProblems.incomplete(upload);
    }
    return onDisk(() -> check.report(upload.file(), kind, role));
  }

  private static void requireVersion(String version) {
    if (!VERSION.equals(version)) {
      throw TusProblems.version();
    }
  }

  private HeldUpload find(String key) {
    return UploadKey.parse(key)
        .flatMap(known -> onDisk(() -> folder.find(known)))
        .orElseThrow(TusProblems::unknown);
  }

  private static Response.ResponseBuilder answer(
      Response.ResponseBuilder response, HeldUpload upload) {
    return response
        .header("Upload-Offset", upload.offset())
        .header(
            "Upload-Expires",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                upload.expiresAt().atOffset(ZoneOffset.UTC)));
  }

  private interface DiskWork<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Whatever keeps the bytes from the disk passes: the sender resumes. */
  private static <T> T onDisk(DiskWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      LOG.debugf(e, "a resumable upload was broken off");
      throw ProblemException.unavailable("The upload was broken off: resume it.", RETRY_AFTER);
    } catch (InterruptedException e) {
      throw ProblemException.unavailable("A later request took this upload over.", RETRY_AFTER);
    }
  }
}
