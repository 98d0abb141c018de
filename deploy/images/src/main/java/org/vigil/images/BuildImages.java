package org.vigil.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes one tar for each service and one for the provisioning of topics and buckets ({@code ./mvnw
 * -Pimages package}). {@code docker load}, {@code podman load}, {@code ctr image import} and {@code
 * skopeo copy docker-archive:} take them.
 */
public final class BuildImages {
  /** A base that is a file and not in a registry. */
  private static final String TAR = "tar:";

  private static final List<String> SERVICES =
      List.of("ingest", "inference", "retrieval", "training", "worklist");

  private BuildImages() {}

  /**
   * @param arguments the project's root; the base image, a registry's reference or {@code
   *     tar:FILE}; the tag; the folder for the tars
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[3]));
    for (String service : SERVICES) {
      write(ServiceImage.ofService(root, service), arguments[1], arguments[2], folder, System.out);
    }
    write(ServiceImage.ofProvisioning(root), arguments[1], arguments[2], folder, System.out);
  }

  /** Writes {@code <name>.tar}, whose image is called {@code vigil/<name>:<tag>}. */
  static JibContainer write(
      ServiceImage image, String base, String tag, Path folder, PrintStream out) throws Exception {
    ImageReference name = ImageReference.of(null, "vigil/" + image.name(), tag);
    Path tar = folder.resolve(image.name() + ".tar");
    JibContainer written =
        image
            .describe(from(base), tag, base)
            .containerize(
                Containerizer.to(TarImage.at(tar).named(name))
                    .setOfflineMode(base.startsWith(TAR))
                    .setBaseImageLayersCache(folder.resolve("cache/base"))
                    .setApplicationLayersCache(folder.resolve("cache/layers"))
                    .setToolName("vigil"));
    out.printf("%s  %s  %s%n", name, written.getDigest(), tar);
    return written;
  }

  private static JibContainerBuilder from(String base) throws IOException {
    try {
      return base.startsWith(TAR)
          ? Jib.from(TarImage.at(Path.of(base.substring(TAR.length()))))
          : Jib.from(base);
    } catch (com.google.cloud.tools.jib.api.InvalidImageReferenceException e) {
      throw new IOException("no image is called " + base, e);
    }
  }
}
