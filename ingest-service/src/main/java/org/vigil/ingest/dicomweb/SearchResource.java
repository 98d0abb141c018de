package org.vigil.ingest.dicomweb;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicomweb.Search.Level;

/** QIDO-RS (PS3.18 section 10.6): studies, series and instances by their attributes. */
@Path("/dicomweb")
public class SearchResource {
  private final Catalogue catalogue;
  private final WebSite site;
  private final ExportRecords records;

  SearchResource(Catalogue catalogue, WebSite site, ExportRecords records) {
    this.catalogue = catalogue;
    this.site = site;
    this.records = records;
  }

  @GET
  @Path("/studies")
  @RunOnVirtualThread
  public Response studies(@Context UriInfo uri) {
    return find(Level.STUDY, uri, Map.of());
  }

  @GET
  @Path("/series")
  @RunOnVirtualThread
  public Response series(@Context UriInfo uri) {
    return find(Level.SERIES, uri, Map.of());
  }

  @GET
  @Path("/instances")
  @RunOnVirtualThread
  public Response instances(@Context UriInfo uri) {
    return find(Level.INSTANCE, uri, Map.of());
  }

  @GET
  @Path("/studies/{study}/series")
  @RunOnVirtualThread
  public Response series(@Context UriInfo uri, @PathParam("study") String study) {
    return find(Level.SERIES, uri, Map.of("StudyInstanceUID", study));
  }

  @GET
  @Path("/studies/{study}/instances")
  @RunOnVirtualThread
  public Response instances(@Context UriInfo uri, @PathParam("study") String study) {
    return find(Level.INSTANCE, uri, Map.of("StudyInstanceUID", study));
  }

  @GET
  @Path("/studies/{study}/series/{series}/instances")
  @RunOnVirtualThread
  public Response instances(
      @Context UriInfo uri, @PathParam("study") String study, @PathParam("series") String series) {
    return find(
        Level.INSTANCE, uri, Map.of("StudyInstanceUID", study, "SeriesInstanceUID", series));
  }

  private Response find(Level level, UriInfo uri, Map<String, String> within) {
    String base = uri.getBaseUri().resolve("dicomweb/studies").toString();
    Search.Found found =
        new Search(catalogue, site.site(), base).find(level, uri.getQueryParameters(), within);
    records.searched(found.results().size());
    Response.ResponseBuilder response = Response.ok(found.results()).type(DicomJson.MEDIA_TYPE);
    if (found.more()) {
      response.header(
          "Warning", "299 vigil \"There are more results; ask with limit and offset.\"");
    }
    return response.build();
  }
}
