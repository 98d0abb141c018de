package org.vigil.ingest.dicomweb;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.vigil.ingest.deidentify.ExportDesk;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.Catalogue.StudyKey;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.store.ObjectKeys;

/** Instances without their identifiers; an addition of ours beside WADO-RS. */
@Path("/dicomweb")
public class DeidentifiedResource {
  private final Catalogue catalogue;
  private final WebSite site;
  private final ObjectStore store;
  private final Exports exports;
  private final ExportRecords records;

  DeidentifiedResource(
      Catalogue catalogue,
      WebSite site,
      ObjectStore store,
      Exports exports,
      ExportRecords records) {
    this.catalogue = catalogue;
    this.site = site;
    this.store = store;
    this.exports = exports;
    this.records = records;
  }

  @GET
  @Path("/studies/{study}/series/{series}/instances/{instance}/deidentified")
  @RunOnVirtualThread
  public Response instance(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance)
      throws IOException {
    ExportDesk open = exports.desk().orElseThrow(() -> problem(404, "no key is configured"));
    Catalogue.Instance found =
        catalogue
            .find(site.site(), StudyKey.of(study), instance)
            .filter(one -> one.word("SeriesInstanceUID").equals(series))
            .orElseThrow(() -> problem(404, "no such instance is held here"));
    try {
      byte[] original = store.get(ObjectKeys.raw(site.site(), new ImageId(found.imageId())));
      byte[] bare = open.export(site.site(), original);
      records.deidentified(study, found);
      return Response.ok(bare).type("application/dicom").build();
    } catch (RefusedException e) {
      throw problem(409, e.getMessage());
    }
  }

  private static ProblemException problem(int status, String detail) {
    return new ProblemException(
        Problem.of(status, "not-deidentified", "Nothing goes out de-identified", detail));
  }
}
