package org.vigil.models.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Splits;
import org.vigil.models.dataset.StoredPictures;
import org.vigil.models.dataset.layout.Layout;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.DivergedException;
import org.vigil.models.training.Epoch;

class MethodRunTest {
  private static final String SMALL = "side=16,width=4,small-images=yes,backbone=resnet18";
  @TempDir Path folder;

  private static Path written(Layout layout, Path folder) throws IOException {
    return switch (layout) {
      case PAD_UFES_20 -> TinyDatasets.padUfes20(folder);
      case ISIC_2018 -> TinyDatasets.isic2018(folder);
      case RANZCR_CLIP -> TinyDatasets.ranzcrClip(folder);
      case CHEST_XRAY_14 -> TinyDatasets.chestXray14(folder);
      case DERM7PT -> TinyDatasets.derm7pt(folder);
      default -> throw new IllegalArgumentException(layout.word());
    };
  }

  private static Settings settings(String method, String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split(",")) {
      values.put(pair.split("=")[0], pair.split("=")[1]);
    }
    return Settings.of(values, Methods.settings(Methods.named(method)));
  }

  private MethodRun.Request request(String method, Layout layout, String settings, String out)
      throws IOException {
    Path data = folder.resolve("data");
    if (!Files.exists(data)) {
      written(layout, Files.createDirectory(data));
    }
    Dataset dataset = Splits.complete(layout.read(data), new Seed(1));
    return new MethodRun.Request(
        Methods.named(method),
        settings(method, settings),
        dataset,
        "as published",
        new StoredPictures(data),
        0.1,
        3,
        Optional.empty(),
        folder.resolve(out),
        "a test",
        Optional.empty(),
        20);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "classifier; ISIC_2018; loss=weighted,epochs=2,batch=8," + SMALL,
        "classifier; RANZCR_CLIP; loss=fzlpr,epochs=1,batch=8," + SMALL,
        "multi-scale-vit; ISIC_2018; side=32,patch=8,tokens=16,depth=2,heads=2,embedding=8,epochs=3",
        "dualrefnet; PAD_UFES_20; epochs=1,batch=8,decoder=8,latent=16," + SMALL,
        "jif-mmfa; PAD_UFES_20; epochs=1,batch=8," + SMALL,
        "jif-mmfa; PAD_UFES_20; structure=joint,fusion=meta-block,epochs=1,batch=8," + SMALL,
        "ctranscnn; RANZCR_CLIP; side=32,base=8,depth=3,tokens=12,heads=2,epochs=6,batch=8",
        "fzlpr; CHEST_XRAY_14; growth=4,epochs=2,batch=8",
        "ammfm; DERM7PT; side=16,width=8,small-images=yes,backbone=resnet18,epochs=1,batch=8",
        "pemm; DERM7PT; side=16,width=8,small-images=yes,backbone=resnet18,epochs=1,batch=8",
        "fusionm4net; DERM7PT; side=16,width=8,small-images=yes,backbone=resnet18,epochs=1,batch=8"
      })
  void aMethodGoesFromPublishedLayoutToReportAndItsNumbersComeOutAgain(
      String method, Layout layout, String settings) throws IOException {
    MethodRun.Request request = request(method, layout, settings, "model");
    List<Epoch> epochs = new ArrayList<>();
    TrainedModel model = new MethodRun(request, heard(epochs)).train();
    assertFalse(epochs.isEmpty());
    Path out = request.out();
    assertTrue(Files.readString(out.resolve("model-card.md")).contains("not for clinical use"));
    assertTrue(
        model.metrics().keySet().stream().anyMatch(name -> name.startsWith("test.")),
        model.metrics()::toString);
    Map<String, Double> again = new HashMap<>();
    new ModelCheck(out)
        .reports(request.pictures(), 20)
        .forEach(
            (question, report) ->
                again.putAll(report.metrics(question.isEmpty() ? "test" : "test." + question)));
    assertEquals(model.metrics(), again);
  }

  private static MethodRun.Watcher heard(List<Epoch> epochs) {
    return new MethodRun.Watcher() {
      @Override
      public void finished(Epoch epoch) {
        epochs.add(epoch);
      }
    };
  }

  @Test
  void aRunThatWasCutShortEndsInTheSameBytes() throws IOException {
    String settings = "epochs=3,batch=8," + SMALL;
    MethodRun.Request whole = request("classifier", Layout.ISIC_2018, settings, "whole");
    new MethodRun(whole, MethodRun.Watcher.NONE).train();
    MethodRun.Request cut = checkpointed(request("classifier", Layout.ISIC_2018, settings, "cut"));
    MethodRun.Watcher killer =
        new MethodRun.Watcher() {
          @Override
          public void finished(Epoch epoch) {
            if (epoch.number() == 2) {
              throw new IllegalStateException("the plug");
            }
          }
        };
    assertThrows(IllegalStateException.class, () -> new MethodRun(cut, killer).train());
    assertFalse(Files.exists(cut.out()), "nothing half made");
    new MethodRun(cut, MethodRun.Watcher.NONE).train();
    assertArrayEquals(
        Files.readAllBytes(whole.out().resolve(TrainedModel.WEIGHTS)),
        Files.readAllBytes(cut.out().resolve(TrainedModel.WEIGHTS)));
  }

  private MethodRun.Request checkpointed(MethodRun.Request r) {
    return new MethodRun.Request(
        r.method(),
        r.settings(),
        r.dataset(),
        r.split(),
        r.pictures(),
        r.mostUnreadable(),
        r.seed(),
        Optional.of(folder.resolve("run.checkpoint")),
        r.out(),
        r.command(),
        r.code(),
        r.bootstrap());
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndNamesTheBatch() throws IOException {
    MethodRun.Request request =
        request("classifier", Layout.ISIC_2018, "epochs=3,rate=1e38,batch=8," + SMALL, "model");
    DivergedException e =
        assertThrows(
            DivergedException.class, () -> new MethodRun(request, MethodRun.Watcher.NONE).train());
    assertTrue(e.getMessage().contains("model.diverged.txt"), e.getMessage());
    List<String> lines = Files.readAllLines(folder.resolve("model.diverged.txt"));
    assertTrue(lines.size() > 2 && lines.get(1).startsWith("ISIC_Training"), lines::toString);
    assertOnlyDataAnd("model.diverged.txt");
  }

  private void assertOnlyDataAnd(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("data", name).stream().sorted().toList(),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aFewUnreadablePicturesAreCountedAndManyStopTheRun() throws IOException {
    MethodRun.Request request =
        request("classifier", Layout.ISIC_2018, "epochs=1,batch=8," + SMALL, "model");
    Path pictures = folder.resolve("data/ISIC2018_Task3_Training_Input");
    Files.writeString(pictures.resolve("ISIC_Training0.jpg"), "not a picture");
    List<String> unreadable = new ArrayList<>();
    MethodRun.Watcher watcher =
        new MethodRun.Watcher() {
          @Override
          public void begun(int training, int validation, int test, List<String> left) {
            unreadable.addAll(left);
          }
        };
    new MethodRun(request, watcher).train();
    assertEquals(1, unreadable.size());
    assertTrue(unreadable.getFirst().startsWith("ISIC_Training0: "), unreadable::toString);
    for (int i = 1; i < 8; i++) {
      Files.writeString(pictures.resolve("ISIC_Training" + i + ".jpg"), "not a picture " + i);
    }
    MethodRun.Request other =
        request("classifier", Layout.ISIC_2018, "epochs=1,batch=8," + SMALL, "other");
    DatasetException e =
        assertThrows(
            DatasetException.class, () -> new MethodRun(other, MethodRun.Watcher.NONE).train());
    assertTrue(e.getMessage().contains("8 of 45 items"), e.getMessage());
    assertFalse(Files.exists(other.out()));
  }

  @Test
  void aModelIsNeverWrittenTwice() throws IOException {
    MethodRun.Request request =
        request("classifier", Layout.ISIC_2018, "epochs=1," + SMALL, "model");
    Files.createDirectory(request.out());
    assertThrows(
        FileAlreadyExistsException.class,
        () -> new MethodRun(request, MethodRun.Watcher.NONE).train());
  }

  @Test
  void aMethodAndADataSetThatDoNotFitSaySo() throws IOException {
    MethodRun.Request findings = request("ctranscnn", Layout.ISIC_2018, "side=32", "model");
    DatasetException e =
        assertThrows(
            DatasetException.class, () -> new MethodRun(findings, MethodRun.Watcher.NONE).train());
    assertTrue(e.getMessage().contains("findings"), e.getMessage());
    MethodRun.Request metadata = request("jif-mmfa", Layout.ISIC_2018, SMALL, "model");
    assertTrue(
        assertThrows(
                DatasetException.class,
                () -> new MethodRun(metadata, MethodRun.Watcher.NONE).train())
            .getMessage()
            .contains("needs metadata"));
  }

  @Test
  void unknownKeysValuesAndMethodsAreRefusedByName() {
    DatasetException key =
        assertThrows(DatasetException.class, () -> settings("classifier", "epoch=3"));
    assertTrue(key.getMessage().contains("'epoch'") && key.getMessage().contains("epochs"));
    assertThrows(
        DatasetException.class, () -> settings("classifier", "epochs=many").whole("epochs", 1));
    assertTrue(
        assertThrows(DatasetException.class, () -> Methods.named("vgg"))
            .getMessage()
            .contains("jif-mmfa"));
  }

  @Test
  void anAlteredModelIsNotReadAgain() throws IOException {
    MethodRun.Request request =
        request("classifier", Layout.ISIC_2018, "epochs=1,batch=8," + SMALL, "model");
    new MethodRun(request, MethodRun.Watcher.NONE).train();
    Files.writeString(request.out().resolve("model-card.md"), "cleared for clinical use");
    DatasetException e = assertThrows(DatasetException.class, () -> new ModelCheck(request.out()));
    assertTrue(e.getMessage().startsWith("model-card.md"), e.getMessage());
  }
}
