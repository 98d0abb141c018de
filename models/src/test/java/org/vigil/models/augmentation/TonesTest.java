package org.vigil.models.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.models.preprocess.Bitmap8;

/** Reference values: {@code models/src/test/python/tones_reference.py}. */
class TonesTest {
  private static final String PICTURE =
      "6a98f983b8c80015fd93ca6bf9a98a9577a6e094ac5da78ef81a51da964202bf3c81b35a45686e619d6a98fb3e07f8ab217b4fb025145e31957fcef4";

  private static Consumer<Draft> tone(String name) {
    return switch (name) {
      case "brightness" -> draft -> Tones.brightness(draft, 1.4);
      case "contrast" -> draft -> Tones.contrast(draft, 0.5);
      case "saturation" -> draft -> Tones.saturation(draft, 1.5);
      case "sharpness" -> draft -> Tones.sharpness(draft, 1.8);
      case "posterise" -> draft -> Tones.posterise(draft, 4);
      case "solarise" -> draft -> Tones.solarise(draft, 128 / 255.0);
      case "autocontrast" -> Tones::autoContrast;
      default -> Tones::equalise;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "brightness,94d4ffb7ffff001dffcdff95ffecc1d0a6e8ffcff082e9c6ff2471ffd25c02ff54b4fa7e60919a87db94d4ff5609ffef2eac6ef6331c8344d0b1ffff",
    "contrast,7990c085a0a8444ec28da979c098898e7f97b48e9a72978bc0516cb18f6545a362849d7166787b74927990c16347c09954816b9c564e735c8e83abbe",
    "saturation,5499ff6fbfd7000bff85d749ff9f709d70b6f987ab44b38eff0048f6901200e21e74bf3a386d764fa95c80ff0000ffad048b49e111006824ba61d7ff",
    "sharpness,6a98f983b8c80015fd93ca6bf9a98a9577a6ff98b24aba8eff003cda964202bf3c91c54e23647048ad6898fb3e07f8ab217b4fb025145e31957fcef4",
    "posterise,6090f080b0c00010f090c060f0a0809070a0e090a050a080f01050d0904000b03080b05040606060906090f03000f0a0207040b0201050309070c0f0",
    "solarise,6a67067c47370015026c356b0656756a77591f6b535d5871071a5125694202403c7e4c5a45686e61626a67043e070754217b4f4f25145e316a7f310b",
    "autocontrast,6c91fa86b4c40000fe96c85fffa481986c9fe58ca65fa185fd0542df8f3202bc2b84af4c465c6263965e9bff2d07fba5217140b41100601f8d82cdf5",
    "equalise,6a98f983b8c80015fd93ca6bf9a98a9577a6e094ac5da78ef81a51da964202bf3c81b35a45686e619d6a98fb3e07f8ab217b4fb025145e31957fcef4",
  })
  void tonesAreAsPillowChangesThem(String name, String expected) {
    Draft draft = new Draft(new Bitmap8(5, 4, 3, HexFormat.of().parseHex(PICTURE)), Border.BLACK);
    tone(name).accept(draft);
    byte[] wanted = HexFormat.of().parseHex(expected);
    float[] pixels = draft.pixels();
    for (int i = 0; i < wanted.length; i++) {
      // Pillow rounds to 8 bits, and rounds means and smoothed pixels before it uses them.
      assertEquals(wanted[i] & 0xFF, 255 * pixels[i % 3 * 20 + i / 3], 1.5, name + " at " + i);
    }
  }

  @Test
  void equalisingFlattensTheHistogram() {
    byte[] dark = new byte[64 * 64];
    Random random = new Random(6);
    for (int i = 0; i < dark.length; i++) {
      dark[i] = (byte) Math.min(90, 30 + (int) Math.abs(10 * random.nextGaussian()));
    }
    Draft draft = new Draft(new Bitmap8(64, 64, 1, dark), Border.BLACK);
    Tones.equalise(draft);
    float[] sorted = draft.pixels().clone();
    Arrays.sort(sorted);
    assertEquals(0.5, sorted[sorted.length / 2], 0.06);
    assertEquals(0.9, sorted[sorted.length * 9 / 10], 0.06);
  }
}
