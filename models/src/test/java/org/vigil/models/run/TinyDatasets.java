package org.vigil.models.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Data sets of a few small pictures in exactly the published layouts; brightness tells the class.
 */
final class TinyDatasets {
  static final int ITEMS = 30;
  private static final int SIDE = 40;
  private static final String PAD_HEADER =
      "patient_id,lesion_id,smoke,drink,background_father,background_mother,age,pesticide,gender,"
          + "skin_cancer_history,cancer_history,has_piped_water,has_sewage_system,fitspatrick,region,"
          + "diameter_1,diameter_2,diagnostic,itch,grew,hurt,changed,bleed,elevation,img_id,biopsed";
  private static final String DERM_HEADER =
      "case_num,diagnosis,seven_point_score,pigment_network,streaks,pigmentation,"
          + "regression_structures,dots_and_globules,blue_whitish_veil,vascular_structures,"
          + "level_of_diagnostic_difficulty,elevation,location,sex,management,clinic,derm,case_id,notes";
  private static final String CLIP_HEADER =
      "StudyInstanceUID,ETT - Abnormal,ETT - Borderline,ETT - Normal,NGT - Abnormal,"
          + "NGT - Borderline,NGT - Incompletely Imaged,NGT - Normal,CVC - Abnormal,"
          + "CVC - Borderline,CVC - Normal,Swan Ganz Catheter Present,PatientID";

  private TinyDatasets() {}

  static void picture(Path file, int seed, int brightness) throws IOException {
    Files.createDirectories(file.getParent());
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int grey = brightness + random.nextInt(60);
      image.setRGB(i % SIDE, i / SIDE, grey << 16 | (grey / 2) << 8 | grey / 3);
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static int brightness(int label) {
    return label % 3 * 80;
  }

  /** PAD-UFES-20: three of its classes, metadata with gaps. */
  static Path padUfes20(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of(PAD_HEADER));
    for (int i = 0; i < ITEMS; i++) {
      int label = i % 3;
      String image = "PAT_%1$d_%1$d_%1$d.png".formatted(i);
      lines.add(
          "PAT_%d,%d,%s,False,POMERANIA,ITALY,%s,False,%s,True,True,True,True,2.0,%s,6.0,5.0,%s,True,True,False,UNK,False,True,%s,True"
              .formatted(
                  i,
                  i,
                  i % 2 == 0 ? "True" : "False",
                  i % 7 == 0 ? "" : Integer.toString(40 + label * 10 + i % 3),
                  i % 5 == 0 ? "" : i % 2 == 0 ? "MALE" : "FEMALE",
                  List.of("FACE", "BACK", "ARM").get(label),
                  List.of("ACK", "BCC", "NEV").get(label),
                  image));
      picture(folder.resolve("imgs_part_1").resolve(image), i, brightness(label));
    }
    Files.write(folder.resolve("metadata.csv"), lines);
    return folder;
  }

  /** ISIC-2018, all three parts. */
  static Path isic2018(Path folder) throws IOException {
    for (String part : List.of("Training", "Validation", "Test")) {
      List<String> lines = new ArrayList<>(List.of("image,MEL,NV,BCC,AKIEC,BKL,DF,VASC"));
      for (int i = 0; i < ITEMS / 2; i++) {
        int label = i % 3;
        List<String> marks = new ArrayList<>();
        for (int k = 0; k < 7; k++) {
          marks.add(k == label ? "1.0" : "0.0");
        }
        String image = "ISIC_" + part + i;
        lines.add(image + "," + String.join(",", marks));
        Path input = folder.resolve("ISIC2018_Task3_" + part + "_Input");
        picture(input.resolve(image + ".jpg"), image.hashCode(), brightness(label));
      }
      Files.write(folder.resolve("ISIC2018_Task3_" + part + "_GroundTruth.csv"), lines);
    }
    return folder;
  }

  /** RANZCR CLiP: bright pictures have a catheter. */
  static Path ranzcrClip(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of(CLIP_HEADER));
    for (int i = 0; i < ITEMS; i++) {
      int label = i % 3;
      lines.add(
          "1.2.%d,0,0,%d,0,0,0,%d,0,0,%d,0,p%d"
              .formatted(i, label == 1 ? 1 : 0, label == 2 ? 1 : 0, i % 2, i));
      picture(folder.resolve("train/1.2." + i + ".jpg"), i, brightness(label));
    }
    Files.write(folder.resolve("train.csv"), lines);
    return folder;
  }

  /** NIH ChestX-ray14 with its official lists. */
  static Path chestXray14(Path folder) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,"
                    + "View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]"));
    List<List<String>> lists = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < ITEMS; i++) {
      String image = "%08d_000.png".formatted(i);
      String label = List.of("No Finding", "Effusion", "Effusion|Mass").get(i % 3);
      lines.add(
          "%s,%s,0,%d,%d,%s,PA,9,9,0.1,0.1"
              .formatted(image, label, i, 30 + i, i % 2 == 0 ? "M" : "F"));
      lists.get(i < 2 * ITEMS / 3 ? 0 : 1).add(image);
      picture(folder.resolve("images").resolve(image), i, brightness(i));
    }
    Files.write(folder.resolve("Data_Entry_2017_v2020.csv"), lines);
    Files.write(folder.resolve("train_val_list.txt"), lists.get(0));
    Files.write(folder.resolve("test_list.txt"), lists.get(1));
    return folder;
  }

  /** Derm7pt with its creators' split. */
  static Path derm7pt(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of(DERM_HEADER));
    List<List<String>> indexes =
        List.of(
            new ArrayList<>(List.of("indexes")),
            new ArrayList<>(List.of("indexes")),
            new ArrayList<>(List.of("indexes")));
    for (int i = 0; i < ITEMS; i++) {
      int label = i % 3;
      lines.add(
          "%d,%s,0,%s,%s,absent,absent,absent,absent,absent,low,flat,back,male,excision,c%d.png,d%d.png,,"
              .formatted(
                  i,
                  List.of("basal cell carcinoma", "clark nevus", "melanoma").get(label),
                  List.of("absent", "typical", "atypical").get(label),
                  List.of("absent", "regular", "irregular").get(label),
                  i,
                  i));
      indexes.get(i / (ITEMS / 3)).add(Integer.toString(i));
      picture(folder.resolve("images/c%d.png".formatted(i)), i, brightness(label));
      picture(folder.resolve("images/d%d.png".formatted(i)), 100 + i, brightness(label));
    }
    Files.write(folder.resolve("meta.csv"), lines);
    Files.write(folder.resolve("train_indexes.csv"), indexes.get(0));
    Files.write(folder.resolve("valid_indexes.csv"), indexes.get(1));
    Files.write(folder.resolve("test_indexes.csv"), indexes.get(2));
    return folder;
  }
}
