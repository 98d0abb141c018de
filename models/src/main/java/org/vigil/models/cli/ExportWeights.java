package org.vigil.models.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest.NetworkSpec;
import org.vigil.models.training.Checkpoint;
import org.vigil.models.weights.Safetensors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the weights of a bundle, or the best ones of a checkpoint, for other software. */
@Command(
    name = "export",
    description = "Writes a bundle's weights, or a checkpoint's best ones, as safetensors.")
final class ExportWeights implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "BUNDLE", description = "folder, or a checkpoint file")
  private Path source;

  @Option(names = "--out", required = true, description = "safetensors file to write")
  private Path out;

  @Override
  public Integer call() throws IOException {
    ImportWeights.requireFree(out);
    Safetensors weights = Files.isDirectory(source) ? ofBundle() : ofCheckpoint();
    weights.write(out);
    System.out.printf(Locale.ROOT, "%s: %d tensors%n", out, weights.tensors().size());
    return 0;
  }

  private Safetensors ofBundle() {
    Bundle bundle = Bundle.read(BundleFiles.in(source));
    NetworkSpec network = bundle.manifest().network();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("architecture", network.name());
    metadata.put("classes", Integer.toString(network.options().classes()));
    metadata.put("channels", Integer.toString(network.options().channels()));
    metadata.put("bundle", bundle.manifest().slot() + "/" + bundle.manifest().version());
    return new Safetensors(bundle.weights(), metadata);
  }

  private Safetensors ofCheckpoint() throws IOException {
    Safetensors content = ImportWeights.open(source);
    Checkpoint checkpoint = new Checkpoint(content.tensors(), content.metadata());
    return new Safetensors(checkpoint.weights(), Map.of("format", "pt"));
  }
}
