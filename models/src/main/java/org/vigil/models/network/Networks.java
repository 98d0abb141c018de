package org.vigil.models.network;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.vigil.models.nn.Build;

/** The networks by name, as torchvision names them. */
public final class Networks {
  private static final Map<String, BiFunction<Build, NetworkOptions, Network>> REGISTRY =
      new TreeMap<>(
          Map.of(
              "resnet18", ResNet::resnet18,
              "resnet34", ResNet::resnet34,
              "resnet50", ResNet::resnet50,
              "resnet101", ResNet::resnet101,
              "densenet121", DenseNet::densenet121,
              "densenet201", DenseNet::densenet201));

  private Networks() {}

  /** The names that {@link #create} knows, sorted. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(REGISTRY.keySet());
  }

  /**
   * @throws IllegalArgumentException for a name that is not registered or options that the
   *     architecture does not have
   */
  public static Network create(String name, Build build, NetworkOptions options) {
    BiFunction<Build, NetworkOptions, Network> constructor = REGISTRY.get(name);
    if (constructor == null) {
      throw new IllegalArgumentException("unknown network '" + name + "'; known: " + names());
    }
    return constructor.apply(build, options);
  }
}
