package org.vigil.training.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.training.gate.GateArchive;
import org.vigil.training.gate.GateDecision;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.RefusedException;
import org.vigil.training.registry.RefusedException.Remedy;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.seed.RegistryStart;

/** The registered bundles. */
@Path("/api/bundles")
@RunOnVirtualThread
public class BundlesResource {
  private final RegistryViews views;
  private final RegistryState state;
  private final BundleArchive archive;
  private final RegistryStart start;
  private final GateArchive decisions;

  BundlesResource(
      RegistryViews views,
      RegistryState state,
      BundleArchive archive,
      RegistryStart start,
      GateArchive decisions) {
    this.views = views;
    this.state = state;
    this.archive = archive;
    this.start = start;
    this.decisions = decisions;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public RegistryView all() {
    return new RegistryView(
        views.bundles(),
        views.slots(),
        start.outcomes().isPresent(),
        start.outcomes().orElse(List.of()));
  }

  /** The manifest, byte for byte: its SHA-256 is the bundle's digest. */
  @GET
  @Path("{slot}/{version}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response manifest(String slot, String version) {
    BundleRef ref = find(slot, version);
    return Response.ok(archive.manifestBytes(ref)).tag(new EntityTag(ref.getDigest())).build();
  }

  @GET
  @Path("{slot}/{version}/card")
  @Produces("text/markdown;charset=UTF-8")
  public String card(String slot, String version) {
    return archive.card(find(slot, version));
  }

  /** What the gate decided on it, the latest first. */
  @GET
  @Path("{slot}/{version}/decisions")
  @Produces(MediaType.APPLICATION_JSON)
  public List<GateDecision> decisions(String slot, String version) {
    return decisions.on(find(slot, version));
  }

  private BundleRef find(String slot, String version) {
    return state
        .bundle(slot, version)
        .map(BundleRegistered::getBundle)
        .orElseThrow(() -> new RefusedException(Remedy.NAME_ANOTHER, "There is no such bundle."));
  }
}
