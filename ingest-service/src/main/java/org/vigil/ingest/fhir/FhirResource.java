package org.vigil.ingest.fhir;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Provider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.vigil.ingest.config.FhirSettings;
import org.vigil.ingest.config.IngestSettings;
import org.vigil.platform.access.Callers;
import org.vigil.platform.access.SiteScope;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.id.SiteId;

/** {@code POST /fhir}: a transaction or batch, all or nothing; and what this door can do. */
@Path("/fhir")
public class FhirResource {
  static final String FHIR_JSON = "application/fhir+json";
  private static final String BEARER = "Bearer ";

  private final FhirSettings settings;
  private final Provider<FhirDesk> desk;
  private final Callers callers;

  FhirResource(IngestSettings settings, Provider<FhirDesk> desk, Callers callers) {
    this.callers = callers;
    this.settings = settings.fhir();
    this.desk = desk; // Made at the first bundle: the model of FHIR takes a second to load.
  }

  /** Takes the orders and patients of a bundle. */
  @POST
  @Consumes({FHIR_JSON, "application/json"})
  @Produces(FHIR_JSON)
  @RunOnVirtualThread
  public Response take(@HeaderParam("Authorization") String authorization, InputStream body) {
    requireEnabled();
    return site(authorization)
        .map(site -> answer(site, body))
        .orElseGet(
            () ->
                respond(
                    desk.get()
                        .refuse(
                            401,
                            OperationOutcome.IssueType.LOGIN,
                            "needs a bearer token of one site")));
  }

  /** What the door can do; for everybody, as the standard wants it. */
  @GET
  @Path("/metadata")
  @Produces(FHIR_JSON)
  @RunOnVirtualThread
  public Response capabilities() {
    requireEnabled();
    return respond(desk.get().capabilities());
  }

  private void requireEnabled() {
    if (!settings.enabled()) {
      throw new ProblemException(
          Problem.of(404, "http-404", "Not Found", "FHIR bundles are not taken here"));
    }
  }

  private Response answer(SiteId site, InputStream body) {
    try {
      byte[] bytes = body.readNBytes(settings.bundleBytes() + 1);
      return respond(
          bytes.length > settings.bundleBytes()
              ? desk.get().refuse(413, OperationOutcome.IssueType.TOOLONG, "the bundle is too long")
              : desk.get().take(site, bytes));
    } catch (IOException e) {
      return respond(
          desk.get().refuse(400, OperationOutcome.IssueType.INCOMPLETE, "the bundle is cut off"));
    }
  }

  /** With sign-on on the token's one site; otherwise that of the secret that is shown. */
  private Optional<SiteId> site(String authorization) {
    return callers.signOn() ? ownSite(callers.current().sites()) : siteOfSecret(authorization);
  }

  private static Optional<SiteId> ownSite(SiteScope scope) {
    return scope instanceof SiteScope.Only only && only.sites().size() == 1
        ? only.sites().stream().findFirst().map(SiteId::new)
        : Optional.empty();
  }

  private Optional<SiteId> siteOfSecret(String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return Optional.empty();
    }
    byte[] shown = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
    return settings.clients().values().stream()
        .filter(
            client ->
                client.token().length() >= 20
                    && MessageDigest.isEqual(
                        client.token().getBytes(StandardCharsets.UTF_8), shown))
        .map(client -> new SiteId(client.site()))
        .findFirst();
  }

  private static Response respond(FhirDesk.Answer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(FHIR_JSON).entity(answer.body());
    if (answer.status() == 503) {
      response.header("Retry-After", 5);
    }
    return response.build();
  }
}
