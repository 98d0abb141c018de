package org.vigil.models.network;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.vigil.models.nn.Build;

/** The networks by name, as torchvision names them (Xception: as timm does). */
public final class Networks {
  private static final Map<String, Entry> REGISTRY = new TreeMap<>();

  static {
    resNets();
    denseNets();
    mobileNetworks();
    plainNetworks();
    transformers();
  }

  private Networks() {}

  private record Entry(
      NetworkSpecification specification, BiFunction<Build, NetworkOptions, Network> constructor) {}

  private static void resNets() {
    String source = "He et al. 2016, doi 10.1109/CVPR.2016.90; torchvision";
    List<Integer> narrow = List.of(64, 128, 256, 512);
    List<Integer> wide = List.of(256, 512, 1024, 2048);
    register("resnet18", 224, 11_689_512, narrow, source, ResNet::resnet18);
    register("resnet34", 224, 21_797_672, narrow, source, ResNet::resnet34);
    register("resnet50", 224, 25_557_032, wide, source, ResNet::resnet50);
    register("resnet101", 224, 44_549_160, wide, source, ResNet::resnet101);
  }

  private static void denseNets() {
    String source = "Huang et al. 2017, doi 10.1109/CVPR.2017.243; torchvision";
    List<Integer> shallow = List.of(256, 512, 1024, 1024);
    List<Integer> deep = List.of(256, 512, 1792, 1920);
    register("densenet121", 224, 7_978_856, shallow, source, DenseNet::densenet121);
    register("densenet201", 224, 20_013_928, deep, source, DenseNet::densenet201);
  }

  private static void mobileNetworks() {
    String v2 = "Sandler et al. 2018, doi 10.1109/CVPR.2018.00474; torchvision";
    List<Integer> ofV2 = List.of(24, 32, 96, 1280);
    register("mobilenet_v2", 224, 3_504_872, ofV2, v2, MobileNetV2::published);
    String v3 = "Howard et al. 2019, doi 10.1109/ICCV.2019.00140; torchvision";
    List<Integer> small = List.of(16, 24, 48, 576);
    List<Integer> large = List.of(24, 40, 112, 960);
    register("mobilenet_v3_small", 224, 2_542_856, small, v3, MobileNetV3::small);
    register("mobilenet_v3_large", 224, 5_483_032, large, v3, MobileNetV3::large);
    String efficient = "Tan and Le 2019, arXiv 1905.11946; torchvision";
    List<Integer> b3 = List.of(32, 48, 136, 1536);
    List<Integer> b4 = List.of(32, 56, 160, 1792);
    register("efficientnet_b3", 300, 12_233_232, b3, efficient, EfficientNet::b3);
    register("efficientnet_b4", 380, 19_341_616, b4, efficient, EfficientNet::b4);
    String squeeze = "Iandola et al. 2016, arXiv 1602.07360; torchvision";
    List<Integer> three = List.of(128, 256, 512);
    register("squeezenet1_1", 224, 1_235_496, three, squeeze, SqueezeNet::squeezenet11);
  }

  private static void plainNetworks() {
    String vgg = "Simonyan and Zisserman 2015, arXiv 1409.1556; torchvision";
    register("vgg13", 224, 133_047_848, List.of(128, 256, 512, 512), vgg, Vgg::vgg13);
    String xception = "Chollet 2017, doi 10.1109/CVPR.2017.195; timm";
    List<Integer> widths = List.of(128, 256, 728, 2048);
    register("xception", 299, 22_855_952, widths, xception, Xception::xception);
    String convNeXt = "Liu et al. 2022, doi 10.1109/CVPR52688.2022.01167; torchvision";
    List<Integer> doubling = List.of(96, 192, 384, 768);
    register("convnext_tiny", 224, 28_589_128, doubling, convNeXt, ConvNeXt::tiny);
  }

  private static void transformers() {
    List<Integer> doubling = List.of(96, 192, 384, 768);
    String swin = "Liu et al. 2021, doi 10.1109/ICCV48922.2021.00986; torchvision";
    register("swin_t", 224, 28_288_354, doubling, swin, SwinTransformer::swinT);
    String second = "Liu et al. 2022, doi 10.1109/CVPR52688.2022.01170; torchvision";
    register("swin_v2_t", 256, 28_351_570, doubling, second, SwinTransformer::swinV2T);
    String vit = "Dosovitskiy et al. 2021, arXiv 2010.11929; torchvision";
    register("vit_b_16", 224, 86_567_656, List.of(768), vit, VisionTransformer::b16);
  }

  private static void register(
      String name,
      int inputSize,
      long parameters,
      List<Integer> stageWidths,
      String source,
      BiFunction<Build, NetworkOptions, Network> constructor) {
    var specification = new NetworkSpecification(name, inputSize, stageWidths, parameters, source);
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
