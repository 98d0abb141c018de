package org.vigil.models.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the names of one architecture's tensors in timm (0.6) become those in torchvision (0.14).
 *
 * @param tell a tensor that only timm's file has
 */
record TimmRules(String tell, List<Rule> rules) {
  private static final String MASK = ".attn_mask"; // follows from the sizes alone

  private static final Map<String, TimmRules> KNOWN =
      Map.of(
          "vit_b_16", visionTransformer(),
          "convnext_tiny", convNeXt(),
          "swin_t", swin(),
          "efficientnet_b3", efficientNet(),
          "efficientnet_b4", efficientNet(),
          "mobilenet_v2", mobileNetV2(),
          "vgg13", vgg());

  /** The start of a name and what takes its place. */
  record Rule(Pattern start, String replacement) {
    private Optional<String> translated(String name) {
      Matcher matcher = start.matcher(name);
      return matcher.lookingAt()
          ? Optional.of(matcher.replaceFirst(replacement))
          : Optional.empty();
    }
  }

  /** Of an architecture whose names differ and whose arithmetic does not. */
  static Optional<TimmRules> of(String architecture) {
    return Optional.ofNullable(KNOWN.get(architecture));
  }

  private static TimmRules of(String tell, Map<String, String> rules) {
    return new TimmRules(
        tell,
        rules.entrySet().stream()
            .map(rule -> new Rule(Pattern.compile(rule.getKey()), rule.getValue()))
            .toList());
  }

  /** The name in torchvision; the same where no rule knows it. */
  String translated(String name) {
    return rules.stream().flatMap(rule -> rule.translated(name).stream()).findFirst().orElse(name);
  }

  /** Whether torchvision has no such tensor. */
  boolean leaves(String name) {
    return name.endsWith(MASK);
  }

  private static TimmRules visionTransformer() {
    String from = "blocks\\.(\\d+)\\.";
    String to = "encoder.layers.encoder_layer_$1.";
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("cls_token", "class_token");
    rules.put("pos_embed", "encoder.pos_embedding");
    rules.put("patch_embed\\.proj\\.", "conv_proj.");
    rules.put(from + "norm([12])\\.", to + "ln_$2.");
    rules.put(from + "attn\\.qkv\\.", to + "self_attention.in_proj_");
    rules.put(from + "attn\\.proj\\.", to + "self_attention.out_proj.");
    rules.put(from + "mlp\\.fc1\\.", to + "mlp.0.");
    rules.put(from + "mlp\\.fc2\\.", to + "mlp.3.");
    rules.put("norm\\.", "encoder.ln.");
    rules.put("head\\.", "heads.head.");
    return TimmRules.of("cls_token", rules);
  }

  private static TimmRules convNeXt() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("stem\\.", "features.0.");
    for (int stage = 0; stage < 4; stage++) {
      String from = "stages\\." + stage + "\\.";
      String to = "features." + (2 * stage + 1) + ".$1.";
      rules.put(from + "downsample\\.", "features." + 2 * stage + ".");
      rules.put(from + "blocks\\.(\\d+)\\.gamma", to + "layer_scale");
      rules.put(from + "blocks\\.(\\d+)\\.conv_dw\\.", to + "block.0.");
      rules.put(from + "blocks\\.(\\d+)\\.norm\\.", to + "block.2.");
      rules.put(from + "blocks\\.(\\d+)\\.mlp\\.fc1\\.", to + "block.3.");
      rules.put(from + "blocks\\.(\\d+)\\.mlp\\.fc2\\.", to + "block.5.");
    }
    rules.put("head\\.norm\\.", "classifier.0.");
    rules.put("head\\.fc\\.", "classifier.2.");
    return TimmRules.of("stem.0.weight", rules);
  }

  private static TimmRules swin() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("patch_embed\\.proj\\.", "features.0.0.");
    rules.put("patch_embed\\.norm\\.", "features.0.2.");
    for (int stage = 0; stage < 4; stage++) {
      String from = "layers\\." + stage + "\\.";
      String to = "features." + (2 * stage + 1) + ".$1.";
      rules.put(from + "downsample\\.", "features." + (2 * stage + 2) + ".");
      rules.put(from + "blocks\\.(\\d+)\\.mlp\\.fc1\\.", to + "mlp.0.");
      rules.put(from + "blocks\\.(\\d+)\\.mlp\\.fc2\\.", to + "mlp.3.");
      rules.put(from + "blocks\\.(\\d+)\\.", to);
    }
    return TimmRules.of("patch_embed.proj.weight", rules);
  }

  private static TimmRules efficientNet() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("conv_stem\\.", "features.0.0.");
    rules.put("bn1\\.", "features.0.1.");
    for (int stage = 0; stage < 7; stage++) {
      String to = "features." + (stage + 1) + ".$1.block.";
      block(rules, "blocks\\." + stage + "\\.(\\d+)\\.", to, stage == 0, ".0.", ".1.");
    }
    rules.put("conv_head\\.", "features.8.0.");
    rules.put("bn2\\.", "features.8.1.");
    rules.put("classifier\\.", "classifier.1.");
    return TimmRules.of("conv_stem.weight", rules);
  }

  private static TimmRules mobileNetV2() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("conv_stem\\.", "features.0.0.");
    rules.put("bn1\\.", "features.0.1.");
    int[] blocks = {1, 2, 3, 4, 3, 3, 1}; // of each stage (Sandler et al. 2018, table 2)
    int place = 1;
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int i = 0; i < blocks[stage]; i++) {
        String from = "blocks\\." + stage + "\\." + i + "\\.";
        block(rules, from, "features." + place++ + ".conv.", stage == 0, ".", null);
      }
    }
    rules.put("conv_head\\.", "features.18.0.");
    rules.put("bn2\\.", "features.18.1.");
    rules.put("classifier\\.", "classifier.1.");
    return TimmRules.of("conv_stem.weight", rules);
  }

  /**
   * An inverted residual block, with or without its widening convolution.
   *
   * @param last how the last convolution is named behind its place
   * @param lastNorm how its norm is, or null if it has the next place
   */
  private static void block(
      Map<String, String> rules,
      String from,
      String to,
      boolean narrow,
      String last,
      String lastNorm) {
    List<String> convolutions =
        narrow ? List.of("conv_dw", "conv_pw") : List.of("conv_pw", "conv_dw", "conv_pwl");
    int end = convolutions.size() - 1;
    int projection = lastNorm == null ? end : end + 1; // behind squeeze and excitation
    for (int i = 0; i < end; i++) {
      rules.put(from + convolutions.get(i) + "\\.", to + i + ".0.");
      rules.put(from + "bn" + (i + 1) + "\\.", to + i + ".1.");
    }
    rules.put(from + "se\\.conv_reduce\\.", to + end + ".fc1.");
    rules.put(from + "se\\.conv_expand\\.", to + end + ".fc2.");
    rules.put(from + convolutions.get(end) + "\\.", to + projection + last);
    String norm = lastNorm == null ? (projection + 1) + "." : projection + lastNorm;
    rules.put(from + "bn" + (end + 1) + "\\.", to + norm);
  }

  private static TimmRules vgg() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("pre_logits\\.fc1\\.", "classifier.0.");
    rules.put("pre_logits\\.fc2\\.", "classifier.3.");
    rules.put("head\\.fc\\.", "classifier.6.");
    return TimmRules.of("pre_logits.fc1.weight", rules);
  }
}
