package org.vigil.models.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vigil.models.network.Network;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Safetensors;
import org.vigil.models.weights.Tensor;
import org.vigil.models.weights.TimmNames;
import org.vigil.models.weights.WeightAdaptation;
import org.vigil.models.weights.WeightsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads published weights, checks that they are exactly a network's, and writes them down. */
@Command(
    name = "import",
    description = {
      "Reads safetensors with the names of torchvision or timm.",
      "Refuses a file with a tensor missing, unexpected, of another shape or not finite,",
      "and lists them all; --grey and --classes say what may differ."
    })
final class ImportWeights implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "safetensors file")
  private Path file;

  @Mixin private ArchitectureOptions architecture;

  @Option(names = "--out", required = true, description = "safetensors file to write")
  private Path out;

  @Override
  public Integer call() throws IOException {
    requireFree(out);
    Safetensors content = open(file);
    List<String> changes = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = architecture.network(manager);
      Map<String, Tensor> tensors = adapted(network, manager, content.tensors(), changes);
      ModuleWeights.load(network, tensors);
      new Safetensors(ModuleWeights.save(network), metadata(content)).write(out);
      System.out.printf(
          Locale.ROOT,
          "%s: %s, %d tensors, %,d parameters%s%n",
          out,
          architecture.name,
          tensors.size(),
          network.parameterCount(),
          changes.isEmpty() ? "" : "; " + String.join("; ", changes));
    }
    return 0;
  }

  static void requireFree(Path out) throws IOException {
    if (Files.exists(out)) {
      throw new FileAlreadyExistsException(out + " exists; nothing is overwritten");
    }
  }

  static Safetensors open(Path file) throws IOException {
    try {
      return Safetensors.open(file);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException("there is no file " + file);
    } catch (WeightsException e) {
      throw new WeightsException(file + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Tensor> adapted(
      Network network, NDManager manager, Map<String, Tensor> tensors, List<String> changes) {
    Map<String, Tensor> adapted = TimmNames.translated(architecture.name, network, tensors);
    if (!adapted.keySet().equals(tensors.keySet())) {
      changes.add("timm's names translated");
    }
    if (architecture.classes.isPresent()) {
      Set<String> classifier = architecture.classifier(network, manager);
      Map<String, Tensor> own = WeightAdaptation.ownClassifier(network, classifier, adapted);
      if (!own.equals(adapted)) {
        changes.add("classifier " + classifier + " left out, first values instead");
      }
      adapted = own;
    }
    if (architecture.grey) {
      Map<String, Tensor> grey = WeightAdaptation.greyInput(network, adapted);
      if (!grey.equals(adapted)) {
        changes.add("colour filters summed for grey input");
      }
      adapted = grey;
    }
    return adapted;
  }

  private Map<String, String> metadata(Safetensors content) {
    Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
    metadata.put("architecture", architecture.name);
    metadata.put("classes", Integer.toString(architecture.outputs()));
    metadata.put("channels", Integer.toString(architecture.channels()));
    return metadata;
  }
}
