package org.vigil.ingest.dicomweb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.Catalogue.StudyKey;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * WADO-RS (PS3.18 section 10.4): instances as they were received, their metadata, and what they
 * look like.
 */
@Path("/dicomweb")
public class RetrieveResource {
  // A path of the class's own would hide the other resources below it.
  private static final String STUDY = "/studies/{study}";
  private static final String DICOM = "application/dicom";
  private static final int THUMBNAIL = 256;

  /** In the audit: instances as they came. */
  private static final String WHOLE = "whole";

  private final Catalogue catalogue;
  private final WebSite site;
  private final ObjectStore store;
  private final Rendering rendering;
  private final ExportRecords records;

  RetrieveResource(Catalogue catalogue, WebSite site, ObjectStore store, ExportRecords records) {
    this.catalogue = catalogue;
    this.site = site;
    this.store = store;
    this.rendering = new Rendering(store);
    this.records = records;
  }

  @GET
  @Path(STUDY)
  @RunOnVirtualThread
  public Response study(@PathParam("study") String study) {
    return instances(study, find(study, Optional.empty()));
  }

  @GET
  @Path(STUDY + "/metadata")
  @RunOnVirtualThread
  public Response studyMetadata(@PathParam("study") String study) {
    return metadata(study, find(study, Optional.empty()));
  }

  @GET
  @Path(STUDY + "/series/{series}")
  @RunOnVirtualThread
  public Response series(@PathParam("study") String study, @PathParam("series") String series) {
    return instances(study, find(study, Optional.of(series)));
  }

  @GET
  @Path(STUDY + "/series/{series}/metadata")
  @RunOnVirtualThread
  public Response seriesMetadata(
      @PathParam("study") String study, @PathParam("series") String series) {
    return metadata(study, find(study, Optional.of(series)));
  }

  @GET
  @Path(STUDY + "/series/{series}/instances/{instance}")
  @RunOnVirtualThread
  public Response instance(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance,
      @HeaderParam(HttpHeaders.ACCEPT) String accept) {
    Catalogue.Instance found = find(study, series, instance);
    boolean bare = accept != null && accept.strip().startsWith(DICOM);
    if (!bare) {
      return instances(study, List.of(found));
    }
    records.exported(study, List.of(found), WHOLE);
    return Response.ok((StreamingOutput) out -> copy(found, out)).type(DICOM).build();
  }

  @GET
  @Path(STUDY + "/series/{series}/instances/{instance}/metadata")
  @RunOnVirtualThread
  public Response instanceMetadata(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance) {
    return metadata(study, List.of(find(study, series, instance)));
  }

  @GET
  @Path(STUDY + "/series/{series}/instances/{instance}/rendered")
  @RunOnVirtualThread
  public Response rendered(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance,
      @HeaderParam(HttpHeaders.ACCEPT) String accept)
      throws IOException {
    byte[] png = shown(study, find(study, series, instance));
    boolean asIs = accept != null && accept.contains("image/png");
    return asIs
        ? Response.ok(png).type("image/png").build()
        : Response.ok(rendering.jpeg(png, Integer.MAX_VALUE)).type("image/jpeg").build();
  }

  @GET
  @Path(STUDY + "/series/{series}/instances/{instance}/thumbnail")
  @RunOnVirtualThread
  public Response thumbnail(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance)
      throws IOException {
    byte[] png = shown(study, find(study, series, instance));
    return Response.ok(rendering.jpeg(png, THUMBNAIL)).type("image/jpeg").build();
  }

  private byte[] shown(String study, Catalogue.Instance instance) {
    byte[] png = png(instance);
    records.exported(study, List.of(instance), "picture");
    return png;
  }

  private byte[] png(Catalogue.Instance instance) {
    return rendering
        .png(new ImageId(instance.imageId()))
        .orElseThrow(
            () -> missing("the instance has several frames; each of them is shown by itself"));
  }

  private List<Catalogue.Instance> find(String study, Optional<String> series) {
    List<Catalogue.Instance> found =
        catalogue.instances(site.site(), StudyKey.of(study)).stream()
            .filter(one -> series.map(one.word("SeriesInstanceUID")::equals).orElse(true))
            .toList();
    if (found.isEmpty()) {
      throw missing("no such study or series is held here");
    }
    return found;
  }

  private Catalogue.Instance find(String study, String series, String instance) {
    return catalogue
        .find(site.site(), StudyKey.of(study), instance)
        .filter(one -> one.word("SeriesInstanceUID").equals(series))
        .orElseThrow(() -> missing("no such instance is held here"));
  }

  private static ProblemException missing(String detail) {
    return new ProblemException(Problem.of(404, "unknown-instance", "Not here", detail));
  }

  private Response metadata(String study, List<Catalogue.Instance> instances) {
    records.exported(study, instances, "attributes");
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Catalogue.Instance instance : instances) {
      DataSet data = Part10.read(store.get(raw(instance))).dataSet();
      json.add(DicomJson.of(data));
    }
    return Response.ok(json).type(DicomJson.MEDIA_TYPE).build();
  }

  /** One part for each instance, read from the store while it is sent. */
  private Response instances(String study, List<Catalogue.Instance> instances) {
    records.exported(study, instances, WHOLE);
    String boundary = UUID.randomUUID().toString();
    StreamingOutput body =
        out -> {
          for (Catalogue.Instance instance : instances) {
            write(out, "--%s\r\nContent-Type: %s\r\n\r\n".formatted(boundary, DICOM));
            copy(instance, out);
            write(out, "\r\n");
          }
          write(out, "--%s--\r\n".formatted(boundary));
        };
    return Response.ok(body)
        .header(
            HttpHeaders.CONTENT_TYPE,
            "multipart/related; type=\"%s\"; boundary=%s".formatted(DICOM, boundary))
        .build();
  }

  private void copy(Catalogue.Instance instance, OutputStream out) throws IOException {
    try (InputStream in = store.open(raw(instance))) {
      in.transferTo(out);
    }
  }

  private ObjectKey raw(Catalogue.Instance instance) {
    return ObjectKeys.raw(site.site(), new ImageId(instance.imageId()));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
