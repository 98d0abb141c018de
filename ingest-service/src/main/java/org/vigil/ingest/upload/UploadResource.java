package org.vigil.ingest.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.vigil.ingest.assembly.AssemblyView;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.ImageRole;

/** Uploads by HTTP. */
@Path("/api/studies")
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final String BEGUN = "vigil.upload.begun";
  private static final Logger LOG = Logger.getLogger(UploadResource.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final UploadRules rules;
  private final UploadDesk desk;
  private final HeldFiles heldFiles;
  private final AssemblyView assembly;
  private final UploadMetrics metrics;
  private final Callers callers;

  UploadResource(
      UploadRules rules,
      UploadDesk desk,
      HeldFiles heldFiles,
      AssemblyView assembly,
      UploadMetrics metrics,
      Callers callers) {
    this.callers = callers;
    this.heldFiles = heldFiles;
    this.rules = rules;
    this.desk = desk;
    this.assembly = assembly;
    this.metrics = metrics;
  }

  /** Notes when the head of a request is here; its body follows. */
  @ServerRequestFilter(preMatching = true)
  void begin(ContainerRequestContext request) {
    request.setProperty(BEGUN, System.nanoTime());
  }

  /** Takes a study: part {@code study} (JSON), parts {@code image} or {@code image.<role>}. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  public Response upload(MultipartFormDataInput form, @Context ContainerRequestContext context)
      throws IOException, InterruptedException {
    metrics.stage("upload", (long) context.getProperty(BEGUN));
    List<Upload.Part> parts = new ArrayList<>();
    StudyRequest request = null;
    for (Map.Entry<String, Collection<FormValue>> entry : form.getValues().entrySet()) {
      for (FormValue value : entry.getValue()) {
        if (entry.getKey().equals("study")) {
          request = study(value);
        } else {
          parts.add(part(entry.getKey(), value));
        }
      }
    }
    return answer(accept(rules.check(request, parts)));
  }

  /** Takes a study of images that were sent before, as resumable uploads. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  public Response ofHeldImages(String body) throws InterruptedException {
    StudyRequest request = parse(() -> JSON.readValue(body, StudyRequest.class));
    if (request == null) {
      throw UploadRules.invalid("study", "the body (JSON) is missing");
    }
    Receipt receipt = accept(rules.check(request, held(request)));
    request.images().forEach(this::used);
    return answer(receipt);
  }

  /**
   * The study is safe: that a file is held longer than it need be is no reason to say otherwise.
   */
  private void used(StudyRequest.HeldImage image) {
    try {
      heldFiles.used(image.upload());
    } catch (IOException e) {
      LOG.warn("an upload that was used could not be marked so", e);
    }
  }

  private List<Upload.Part> held(StudyRequest request) {
    List<Upload.Part> parts = new ArrayList<>();
    for (StudyRequest.HeldImage image : Optional.ofNullable(request.images()).orElse(List.of())) {
      String name = "images[%d]".formatted(parts.size());
      if (image == null || image.upload() == null) {
        throw UploadRules.invalid(name, "needs the name of an upload");
      }
      try {
        parts.add(
            new Upload.Part(
                name,
                UploadRules.word(ImageRole.class, name + ".role", image.role()),
                heldFiles.file(image.upload())));
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
    return parts;
  }

  private static Response answer(Receipt receipt) {
    return Response.accepted(receipt)
        .location(URI.create("/api/studies/" + receipt.studyId()))
        .build();
  }

  private static ProblemException unreadable(IOException e) {
    LOG.error("an upload could not be read back from disk", e);
    return ProblemException.unavailable("The service cannot read its own disk.", RETRY_AFTER);
  }

  private Receipt accept(Upload upload) throws InterruptedException {
    callers.current().requireSite(upload.site().value());
    try {
      return desk.accept(upload);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static StudyRequest study(FormValue value) {
    return value.isFileItem()
        ? parse(() -> JSON.readValue(value.getFileItem().getInputStream(), StudyRequest.class))
        : parse(() -> JSON.readValue(value.getValue(), StudyRequest.class));
  }

  private interface Parse {
    StudyRequest run() throws IOException;
  }

  private static StudyRequest parse(Parse parse) {
    try {
      return parse.run();
    } catch (JsonProcessingException e) {
      throw UploadRules.invalid(
          "study", "'study' is not the JSON that it should be: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static Upload.Part part(String name, FormValue value) {
    if (!name.equals("image") && !name.startsWith("image.")) {
      throw UploadRules.invalid(
          name.replaceAll("\\p{Cntrl}", "?"), "unknown part; known are study, image, image.<role>");
    }
    if (!value.isFileItem() || value.getFileItem().isInMemory()) {
      throw UploadRules.invalid(name, "an image part needs a filename");
    }
    return new Upload.Part(name, UploadRules.roleOfPart(name), value.getFileItem().getFile());
  }

  /** What this service knows of a study. */
  @GET
  @Path("/{id}")
  public AssemblyView.Study study(@PathParam("id") String id) {
    return assembly
        .find(id)
        .filter(study -> callers.current().sees(study.site()))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        404,
                        "unknown-study",
                        "Unknown study",
                        "no such study is being put together here")));
  }
}
