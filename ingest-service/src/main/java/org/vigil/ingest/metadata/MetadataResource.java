package org.vigil.ingest.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.word.Words;

/** Publishes the schemas of metadata, by kind and version. */
@Path("/api/schemas/metadata")
public class MetadataResource {
  private final MetadataSchemas schemas;

  MetadataResource(MetadataSchemas schemas) {
    this.schemas = schemas;
  }

  /** The schema of one kind's metadata: {@code /api/schemas/metadata/skin/1}. */
  @GET
  @Path("/{kind}/{version}")
  @Produces("application/schema+json")
  public JsonNode schema(@PathParam("kind") String kind, @PathParam("version") String version) {
    Optional<StudyKind> known = Words.parse(StudyKind.class, kind);
    if (known.isEmpty() || !version.equals(Integer.toString(MetadataSchemas.VERSION))) {
      throw new ProblemException(
          Problem.of(404, "unknown-schema", "Unknown schema", "there is no such schema"));
    }
    return schemas.text(known.get());
  }
}
