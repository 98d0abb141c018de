package org.vigil.inference.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.model.SlotModels;
import org.vigil.models.bundle.BundleManifest;

/** What is loaded. */
@Path("/api/slots")
@Produces(MediaType.APPLICATION_JSON)
public class SlotsResource {
  private final ModelDirectory models;

  SlotsResource(ModelDirectory models) {
    this.models = models;
  }

  /**
   * @param troubles why the newest promotion of a slot is not in force, by slot
   */
  public record Slots(String device, List<Slot> slots, Map<String, String> troubles) {}

  public record Slot(String slot, Model active, Model shadow, Model canary, double canaryShare) {}

  public record Model(
      String version,
      String digest,
      String network,
      List<String> findings,
      String notice,
      Instant loadedAt) {}

  @GET
  public Slots slots() {
    List<Slot> slots =
        models.slots().entrySet().stream().map(e -> slot(e.getKey(), e.getValue())).toList();
    return new Slots(models.deviceName(), slots, models.troubles());
  }

  private static Slot slot(String name, SlotModels models) {
    return new Slot(
        name,
        model(models.active()),
        model(models.shadow()),
        model(models.canary()),
        models.canaryShare());
  }

  private static Model model(Optional<HostedModel> hosted) {
    return hosted.map(SlotsResource::model).orElse(null);
  }

  private static Model model(HostedModel hosted) {
    BundleManifest manifest = hosted.manifest();
    return new Model(
        manifest.version(),
        hosted.ref().getDigest(),
        manifest.network().name(),
        manifest.findingNames(),
        manifest.provenance().notice().orElse(null),
        hosted.loadedAt());
  }
}
