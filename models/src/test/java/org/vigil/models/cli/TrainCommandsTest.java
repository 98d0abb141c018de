package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.dataset.layout.Layout;
import org.vigil.models.run.Method;
import org.vigil.models.run.Methods;
import picocli.CommandLine;

/** One's own pictures in a folder, from the command line to a report that checks out. */
class TrainCommandsTest {
  private static final int PICTURES = 40;
  private static final int SIDE = 16;

  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();

  private int run(String... words) {
    CommandLine command = ModelsCommand.commandLine();
    command.setErr(new PrintWriter(errors, true));
    return command.execute(words);
  }

  /** Dark and bright pictures of as many patients. */
  private String ownPictures() throws IOException {
    List<String> lines = new ArrayList<>(List.of("picture,dx,patient"));
    Random random = new Random(4);
    for (int i = 0; i < PICTURES; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      for (int at = 0; at < SIDE * SIDE; at++) {
        image.getRaster().setSample(at % SIDE, at / SIDE, 0, i % 2 * 120 + random.nextInt(100));
      }
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      lines.add("%d.png,%s,p%d".formatted(i, i % 2 == 0 ? "dark" : "bright", i));
    }
    Files.write(folder.resolve("labels.csv"), lines);
    return "folder:" + folder;
  }

  private String[] training(String source, Path out, String... settings) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "classifier",
                "--dataset",
                source,
                "--column",
                "file=picture",
                "--column",
                "label=dx",
                "--out",
                out.toString(),
                "--bootstrap",
                "20"));
    for (String setting : settings) {
      words.addAll(List.of("-s", setting));
    }
    return words.toArray(String[]::new);
  }

  @Test
  void ownPicturesAreTrainedOnAndTheModelChecksOut() throws IOException {
    String source = ownPictures();
    Path out = folder.resolve("model");
    String[] small = {"side=16", "width=4", "small-images=yes", "epochs=2", "batch=8"};
    assertEquals(0, run(training(source, out, small)), errors::toString);
    String card = Files.readString(out.resolve("model-card.md"));
    assertTrue(card.contains("./vigil train classifier --dataset " + source), card);
    String[] check = {
      "evaluate",
      out.toString(),
      "--dataset",
      source,
      "--bootstrap",
      "20",
      "--check",
      "--out",
      folder.resolve("again").toString()
    };
    assertEquals(0, run(check), errors::toString);
    assertEquals(
        Files.readString(out.resolve("report.json"))
            .lines()
            .filter(l -> l.contains("value"))
            .toList(),
        Files.readString(folder.resolve("again/report.json"))
            .lines()
            .filter(l -> l.contains("value"))
            .toList());
    assertEquals(1, run(training(source, out, small)), "never written twice");
  }

  @Test
  void whatIsWrongIsToldInOneLine() throws IOException {
    String source = ownPictures();
    Path out = folder.resolve("model");
    assertEquals(1, run(training(source, out, "epoch=2")));
    assertTrue(errors.toString().contains("no setting 'epoch'"), errors::toString);
    assertEquals(1, run("train", "classifier", "--dataset", "isic:" + folder));
    assertTrue(errors.toString().contains("no layout 'isic'; known: isic-2018"), errors::toString);
    assertEquals(1, run("train", "vgg", "--dataset", source));
    assertTrue(errors.toString().contains("no method 'vgg'"), errors::toString);
    Files.writeString(folder.resolve("labels.csv"), "picture,dx\n1.png\n");
    assertEquals(1, run(training(source, out)));
    assertTrue(errors.toString().contains("labels.csv, line 2"), errors::toString);
    assertFalse(Files.exists(out));
  }

  @Test
  void helpNamesEveryMethodAndEveryLayout() {
    String help = ModelsCommand.commandLine().getSubcommands().get("train").getUsageMessage();
    for (Method method : Methods.all()) {
      assertTrue(help.contains(method.word()), method.word());
    }
    for (Layout layout : Layout.values()) {
      assertTrue(help.contains(layout.word()), layout.word());
    }
  }
}
