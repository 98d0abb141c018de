package org.vigil.models.golden;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * Which test reproduces which entry of the reference values. An entry is written {@code
 * file#section/name}, or {@code file#section} where the test itself walks through every case of the
 * section and fails at one that it does not know.
 *
 * <p>{@link GoldenCoverageTest} holds this against the files and against the tests' sources.
 */
final class GoldenRegistry {
  private GoldenRegistry() {}

  /** Sections that describe the file and hold no values. */
  static final List<String> DESCRIPTIONS =
      List.of(
          "backbones.json#input",
          "backbones.json#source",
          "fusion.json#source",
          "losses.json#source",
          "methods.json#count_convention",
          "methods.json#source",
          "metrics.json#source",
          "preprocess.json#layout",
          "preprocess.json#source");

  /** Sections whose entries count one by one. */
  static final List<String> ONE_BY_ONE =
      List.of(
          "backbones.json#models",
          "methods.json#backbones",
          "methods.json#counts",
          "methods.json#jif_growth",
          "methods.json#modules",
          "methods.json#networks");

  /** Of these sections {@code GoldenBackbonesTest} reproduces whatever network is registered. */
  static final List<String> REGISTERED_NETWORKS =
      List.of("backbones.json#models", "methods.json#backbones");

  /** Simple name of a test to the entries that it reproduces. */
  static final Map<String, List<String>> TESTS =
      Map.ofEntries(
          entry(
              "LossesGoldenTest",
              List.of(
                  "losses.json#cases",
                  "losses.json#class_weights",
                  "losses.json#min_norm",
                  "losses.json#ctranscnn_pareto")),
          entry("SchedulesTest", List.of("losses.json#schedules", "fusion.json#schedules")),
          entry(
              "MetricsGoldenTest",
              List.of(
                  "metrics.json#multilabel",
                  "metrics.json#singlelabel",
                  "metrics.json#calibration",
                  "metrics.json#retrieval",
                  "metrics.json#retrieval_definition")),
          entry(
              "FusionGoldenTest",
              List.of(
                  "fusion.json#weight_search",
                  "fusion.json#svm",
                  "fusion.json#averages",
                  "fusion.json#swa")),
          entry(
              "PreprocessGoldenTest",
              List.of(
                  "preprocess.json#shades_of_grey",
                  "preprocess.json#clahe",
                  "preprocess.json#clahe_rgb",
                  "preprocess.json#resize",
                  "preprocess.json#normalise",
                  "preprocess.json#letterbox",
                  "preprocess.json#multi_scale_tokens",
                  "preprocess.json#multi_scale_224",
                  "preprocess.json#tta",
                  "preprocess.json#super_resolution_target")),
          entry(
              "CTransCnnGoldenTest",
              List.of(
                  "methods.json#modules/mss",
                  "methods.json#modules/mmaef",
                  "methods.json#modules/mmaef_squash_first",
                  "methods.json#modules/mmaef_labels",
                  "methods.json#modules/mbr",
                  "methods.json#modules/mbr_fused",
                  "methods.json#modules/c2t",
                  "methods.json#modules/t2c",
                  "methods.json#modules/iim",
                  "methods.json#networks/ctranscnn",
                  "methods.json#networks/ctranscnn_tiny",
                  "methods.json#networks/ctranscnn_tiny_squash_first")),
          entry(
              "MultiScaleVitGoldenTest",
              List.of(
                  "methods.json#modules/multi_scale_tokens",
                  "methods.json#networks/msvit",
                  "methods.json#networks/msvit_tiny")),
          entry(
              "FzlprGoldenTest",
              List.of(
                  "methods.json#modules/fzlpr_top",
                  "methods.json#networks/fzlpr",
                  "methods.json#networks/fzlpr_tiny",
                  "methods.json#counts/FZLPR DenseNet121",
                  "methods.json#counts/FZLPR top network",
                  "methods.json#counts/FZLPR total")),
          entry(
              "DualRefNetGoldenTest",
              List.of(
                  "methods.json#modules/super_resolution",
                  "methods.json#modules/super_resolution_full",
                  "methods.json#networks/dualrefnet_resnet50",
                  "methods.json#networks/dualrefnet_densenet121")),
          entry(
              "FusionsGoldenTest",
              List.of(
                  "methods.json#modules/mmfa",
                  "methods.json#modules/mmfa_scale_outside",
                  "methods.json#modules/metablock",
                  "methods.json#modules/metanet",
                  "methods.json#modules/concatenation")),
          entry(
              "JifNetworkGoldenTest",
              List.of(
                  "methods.json#networks/jif_mmfa_resnet50",
                  "methods.json#networks/jif_mmfa_densenet121",
                  "methods.json#jif_growth/resnet50",
                  "methods.json#jif_growth/densenet121")),
          entry(
              "StageFusionsGoldenTest",
              List.of(
                  "methods.json#modules/aab",
                  "methods.json#modules/bab",
                  "methods.json#modules/shared_cross_attention",
                  "methods.json#modules/shared_cross_attention_self",
                  "methods.json#modules/branch")),
          entry(
              "FusionM4NetworkGoldenTest",
              List.of(
                  "methods.json#networks/fusionm4net",
                  "methods.json#networks/fusionm4net_small",
                  "methods.json#counts/FusionM4Net (5.13)",
                  "methods.json#counts/FusionM4Net (5.5)")),
          entry(
              "AmmfmNetworkGoldenTest",
              List.of(
                  "methods.json#networks/ammfm_aab",
                  "methods.json#networks/ammfm_bab",
                  "methods.json#networks/ammfm_cat",
                  "methods.json#networks/ammfm_aab_resnet50",
                  "methods.json#networks/ammfm_aab_convnext_tiny")),
          entry(
              "PemmNetworkGoldenTest",
              List.of("methods.json#networks/pemm", "methods.json#networks/pemm_convnext_tiny")));

  private static final String BACKBONE = "its backbone is not registered yet";
  private static final String PAIRED = "the paired networks are not assembled yet";

  /** Entries that no test reproduces yet, with the reason: the one list of what is missing. */
  static final Map<String, String> MISSING =
      Map.ofEntries(
          entry("backbones.json#models/vgg13", BACKBONE),
          entry("backbones.json#models/mobilenet_v2", BACKBONE),
          entry("backbones.json#models/mobilenet_v3_large", BACKBONE),
          entry("backbones.json#models/efficientnet_b3", BACKBONE),
          entry("backbones.json#models/efficientnet_b4", BACKBONE),
          entry("backbones.json#models/squeezenet1_1", BACKBONE),
          entry("backbones.json#models/swin_t", BACKBONE),
          entry("backbones.json#models/convnext_tiny", BACKBONE),
          entry("backbones.json#models/vit_b_16", BACKBONE),
          entry("methods.json#backbones/swin_v2_t", BACKBONE),
          entry("methods.json#backbones/mobilenet_v3_small", BACKBONE),
          entry("methods.json#backbones/xception", BACKBONE),
          entry("methods.json#networks/dualrefnet_vgg13", BACKBONE),
          entry("methods.json#networks/dualrefnet_mobilenet_v2", BACKBONE),
          entry("methods.json#networks/dualrefnet_efficientnet_b4", BACKBONE),
          entry("methods.json#networks/dualrefnet_tiny", BACKBONE),
          entry("methods.json#networks/jif_mmfa", BACKBONE),
          entry("methods.json#networks/jif_mmfa_efficientnet_b3", BACKBONE),
          entry("methods.json#networks/jif_mmfa_xception", BACKBONE),
          entry("methods.json#networks/jif_mmfa_tiny", BACKBONE),
          entry("methods.json#networks/jif_cat_tiny", BACKBONE),
          entry("methods.json#networks/jif_metablock_tiny", BACKBONE),
          entry("methods.json#networks/jif_metanet_tiny", BACKBONE),
          entry("methods.json#jif_growth/mobilenet_v2", BACKBONE),
          entry("methods.json#jif_growth/efficientnet_b3", BACKBONE),
          entry("methods.json#jif_growth/xception", BACKBONE),
          entry("methods.json#counts/JIF-MMFA MobileNetV2", BACKBONE),
          entry("methods.json#networks/ammfm_aab_tiny", PAIRED),
          entry("methods.json#networks/ammfm_bab_tiny", PAIRED),
          entry("methods.json#networks/ammfm_cat_tiny", PAIRED),
          entry("methods.json#networks/pemm_sca_tiny", PAIRED),
          entry("methods.json#networks/pemm_ca_tiny", PAIRED),
          entry("methods.json#counts/AMMFM SFF-CAT", PAIRED),
          entry("methods.json#counts/AMMFM SFF-BAB", PAIRED),
          entry("methods.json#counts/AMMFM SFF-AAB", PAIRED),
          entry("methods.json#counts/AMMFM AFF-CAT", PAIRED),
          entry("methods.json#counts/AMMFM AFF-BAB", PAIRED),
          entry("methods.json#counts/AMMFM AFF-AAB", PAIRED),
          entry("methods.json#counts/AMMFM AAB, derm MobileNetV3, clin Swin", PAIRED),
          entry("methods.json#counts/AMMFM MobileNetV3 x 2, CAT", PAIRED),
          entry("methods.json#counts/AMMFM ResNet AAB", PAIRED),
          entry("methods.json#counts/AMMFM ResNet x 2, CAT", PAIRED),
          entry("methods.json#counts/AMMFM ConvNeXt AAB", PAIRED),
          entry("methods.json#counts/AMMFM ConvNeXt x 2, CAT", PAIRED),
          entry("methods.json#counts/single Swin", PAIRED),
          entry("methods.json#counts/single MobileNetV3", PAIRED),
          entry("methods.json#counts/single ResNet", PAIRED),
          entry("methods.json#counts/single ConvNeXt", PAIRED),
          entry("methods.json#counts/single DenseNet201 (5.18)", PAIRED),
          entry("methods.json#counts/PEMM baseline", PAIRED),
          entry("methods.json#counts/PEMM shared encoder", PAIRED),
          entry("methods.json#counts/PEMM shared + CA", PAIRED),
          entry("methods.json#counts/PEMM shared + SCA", PAIRED),
          entry("methods.json#counts/PEMM shared classifiers", PAIRED));
}
