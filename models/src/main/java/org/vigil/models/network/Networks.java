package org.vigil.models.network;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.vigil.models.nn.Build;

/** The networks by name, as torchvision names them. */
public final class Networks {
  private static final String RESNET = "He et al. 2016, doi 10.1109/CVPR.2016.90; torchvision";
  private static final String DENSENET =
      "Huang et al. 2017, doi 10.1109/CVPR.2017.243; torchvision";
  private static final Map<String, Entry> REGISTRY = new TreeMap<>();

  static {
    register("resnet18", 11_689_512, List.of(64, 128, 256, 512), RESNET, ResNet::resnet18);
    register("resnet34", 21_797_672, List.of(64, 128, 256, 512), RESNET, ResNet::resnet34);
    register("resnet50", 25_557_032, List.of(256, 512, 1024, 2048), RESNET, ResNet::resnet50);
    register("resnet101", 44_549_160, List.of(256, 512, 1024, 2048), RESNET, ResNet::resnet101);
    register(
        "densenet121", 7_978_856, List.of(256, 512, 1024, 1024), DENSENET, DenseNet::densenet121);
    register(
        "densenet201", 20_013_928, List.of(256, 512, 1792, 1920), DENSENET, DenseNet::densenet201);
  }

  private Networks() {}

  private record Entry(
      NetworkSpecification specification, BiFunction<Build, NetworkOptions, Network> constructor) {}

  private static void register(
      String name,
      long parameters,
      List<Integer> stageWidths,
      String source,
      BiFunction<Build, NetworkOptions, Network> constructor) {
    var specification = new NetworkSpecification(name, 224, stageWidths, parameters, source);
    REGISTRY.put(name, new Entry(specification, constructor));
  }

  /** The names that {@link #create} knows, sorted. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(REGISTRY.keySet());
  }

  /**
   * What a network is in its published form.
   *
   * @throws IllegalArgumentException for a name that is not registered
   */
  public static NetworkSpecification specification(String name) {
    return entry(name).specification();
  }

  /**
   * A network with first values.
   *
   * @throws IllegalArgumentException for a name that is not registered or options that the
   *     architecture does not have
   */
  public static Network create(String name, Build build, NetworkOptions options) {
    return entry(name).constructor().apply(build, options);
  }

  private static Entry entry(String name) {
    Entry entry = REGISTRY.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("unknown network '" + name + "'; known: " + names());
    }
    return entry;
  }
}
