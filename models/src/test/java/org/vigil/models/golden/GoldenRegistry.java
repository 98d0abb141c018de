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
                  "methods.json#networks/dualrefnet_densenet121",
                  "methods.json#networks/dualrefnet_vgg13",
                  "methods.json#networks/dualrefnet_mobilenet_v2",
                  "methods.json#networks/dualrefnet_efficientnet_b4",
                  "methods.json#networks/dualrefnet_tiny")),
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
                  "methods.json#networks/jif_mmfa",
                  "methods.json#networks/jif_mmfa_resnet50",
                  "methods.json#networks/jif_mmfa_densenet121",
                  "methods.json#networks/jif_mmfa_efficientnet_b3",
                  "methods.json#networks/jif_mmfa_xception",
                  "methods.json#networks/jif_mmfa_tiny",
                  "methods.json#networks/jif_cat_tiny",
                  "methods.json#networks/jif_metablock_tiny",
                  "methods.json#networks/jif_metanet_tiny",
                  "methods.json#jif_growth/mobilenet_v2",
                  "methods.json#jif_growth/resnet50",
                  "methods.json#jif_growth/densenet121",
                  "methods.json#jif_growth/efficientnet_b3",
                  "methods.json#jif_growth/xception",
                  "methods.json#counts/JIF-MMFA MobileNetV2")),
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
                  "methods.json#networks/ammfm_aab_convnext_tiny",
                  "methods.json#networks/ammfm_aab_tiny",
                  "methods.json#networks/ammfm_bab_tiny",
                  "methods.json#networks/ammfm_cat_tiny")),
          entry(
              "AmmfmCountsTest",
              List.of(
                  "methods.json#counts/AMMFM SFF-CAT",
                  "methods.json#counts/AMMFM SFF-BAB",
                  "methods.json#counts/AMMFM SFF-AAB",
                  "methods.json#counts/AMMFM AFF-CAT",
                  "methods.json#counts/AMMFM AFF-BAB",
                  "methods.json#counts/AMMFM AFF-AAB",
                  "methods.json#counts/AMMFM AAB, derm MobileNetV3, clin Swin",
                  "methods.json#counts/AMMFM MobileNetV3 x 2, CAT",
                  "methods.json#counts/AMMFM ResNet AAB",
                  "methods.json#counts/AMMFM ResNet x 2, CAT",
                  "methods.json#counts/AMMFM ConvNeXt AAB",
                  "methods.json#counts/AMMFM ConvNeXt x 2, CAT")),
          entry(
              "SinglePictureCountsTest",
              List.of(
                  "methods.json#counts/single Swin",
                  "methods.json#counts/single MobileNetV3",
                  "methods.json#counts/single ResNet",
                  "methods.json#counts/single ConvNeXt",
                  "methods.json#counts/single DenseNet201 (5.18)")),
          entry(
              "PemmNetworkGoldenTest",
              List.of(
                  "methods.json#networks/pemm",
                  "methods.json#networks/pemm_convnext_tiny",
                  "methods.json#networks/pemm_sca_tiny",
                  "methods.json#networks/pemm_ca_tiny")),
          entry(
              "PemmCountsTest",
              List.of(
                  "methods.json#counts/PEMM baseline",
                  "methods.json#counts/PEMM shared encoder",
                  "methods.json#counts/PEMM shared + CA",
                  "methods.json#counts/PEMM shared + SCA",
                  "methods.json#counts/PEMM shared classifiers")));

  /** Entries that no test reproduces yet, with the reason: the one list of what is missing. */
  static final Map<String, String> MISSING = Map.of();
}
