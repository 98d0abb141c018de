package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The committed skin bundle on pictures of two looks, whose labels it does not know. */
class EvaluateRetrievalTest {
  private static final Path BUNDLE =
      Path.of(System.getProperty("vigil.root"), "bundles", "skin-image", "1.1.0");
  private static final int OF_EACH_LOOK = 6;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void twoLooks() throws IOException {
    StringBuilder table = new StringBuilder("file,label,split\n");
    for (int i = 0; i < OF_EACH_LOOK; i++) {
      table.append(picture("dark" + i, new Color(40 + i, 20, 20))).append(",dark,test\n");
      table.append(picture("pale" + i, new Color(240 - i, 220, 200))).append(",pale,test\n");
    }
    // Every part has two classes at least, whether or not anything is looked up in it.
    table.append(picture("dark", Color.BLACK)).append(",dark,train\n");
    table.append(picture("pale", Color.WHITE)).append(",pale,train\n");
    table.append(picture("darkish", Color.DARK_GRAY)).append(",dark,val\n");
    table.append(picture("paleish", Color.PINK)).append(",pale,val\n");
    Files.writeString(folder.resolve("labels.csv"), table);
  }

  private String picture(String name, Color colour) throws IOException {
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, 28, 28);
    pen.dispose();
    ImageIO.write(picture, "png", folder.resolve(name + ".png").toFile());
    return name + ".png";
  }

  private int run(String... more) {
    String[] words = new String[more.length + 8];
    String[] first = {
      "evaluate-retrieval",
      BUNDLE.toString(),
      "--dataset",
      "folder:" + folder,
      "--column",
      "split=split",
      "--at",
      "1,5,50"
    };
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    CommandLine command = ModelsCommand.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(errors, true));
    return command.execute(words);
  }

  @Test
  void picturesOfOneLookFindOneAnotherAndNoMoreCasesAreAskedForThanThereAre() {
    assertEquals(0, run(), errors::toString);
    String said = out.toString();
    assertTrue(said.startsWith("12 cases, each looked up among 11"), said);
    assertTrue(said.contains("P@1 1.0000"), said);
    assertTrue(said.contains("P@5 1.0000"), said);
    assertTrue(said.contains("mAP 1.0000"), said);
    assertTrue(!said.contains("@50"), said);
  }

  @Test
  void casesAreLookedUpInAnotherPartIfWanted() {
    assertEquals(0, run("--gallery", "training"), errors::toString);
    assertTrue(out.toString().startsWith("12 cases, each looked up among 2"), out::toString);
    assertTrue(out.toString().contains("P@1 1.0000"), out::toString);
  }

  @Test
  void aPartThatThereIsNotIsNamed() {
    assertEquals(1, run("--part", "exam"));
    assertTrue(errors.toString().contains("no part 'exam'"), errors::toString);
  }
}
