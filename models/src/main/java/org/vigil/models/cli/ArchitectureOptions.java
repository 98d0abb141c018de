package org.vigil.models.cli;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Parameter;
import picocli.CommandLine.Option;

/** Which network weights are for. */
final class ArchitectureOptions {
  private static final int RGB = 3;
  private static final int PUBLISHED_CLASSES = 1000;

  @Option(
      names = "--architecture",
      required = true,
      description = "name of the network, such as resnet50 or densenet121")
  String name;

  @Option(
      names = "--classes",
      description = "outputs of the network; a classifier of another width is left out")
  Optional<Integer> classes = Optional.empty();

  @Option(names = "--grey", description = "one input channel; the colour filters are summed")
  boolean grey;

  @Option(
      names = "--width",
      description = "channels of the first stage; 0 for the published form",
      defaultValue = "0")
  int width;

  @Option(names = "--small-images", description = "a stem for pictures of about 28 pixels")
  boolean smallImages;

  @Option(
      names = "--seed",
      description = "of the first values where the file's are left out",
      defaultValue = "0")
  long seed;

  int outputs() {
    return classes.orElse(PUBLISHED_CLASSES);
  }

  int channels() {
    return grey ? 1 : RGB;
  }

  Network network(NDManager manager) {
    return network(manager, outputs());
  }

  private Network network(NDManager manager, int outputs) {
    NetworkOptions options = new NetworkOptions(outputs, channels(), width, smallImages);
    return Networks.create(name, new Build(manager, new Random(seed)), options);
  }

  /** Names of the tensors whose shape follows from the number of outputs. */
  Set<String> classifier(Network network, NDManager manager) {
    Set<String> names = new LinkedHashSet<>();
    try (NDManager own = manager.newSubManager()) {
      Map<String, Parameter> others = network(own, outputs() + 1).parameters();
      network
          .parameters()
          .forEach(
              (name, parameter) -> {
                long[] shape = parameter.value().getShape().getShape();
                if (!Arrays.equals(shape, others.get(name).value().getShape().getShape())) {
                  names.add(name);
                }
              });
    }
    return names;
  }
}
