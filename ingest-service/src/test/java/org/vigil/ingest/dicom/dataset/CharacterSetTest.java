package org.vigil.ingest.dicom.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as PS3.5 annexes H to K write them. */
class CharacterSetTest {
  private static final int PATIENT_NAME = 0x00100010;

  @ParameterizedTest
  @CsvSource({
    "ISO_IR 100, 42 75 63 5E 4A E9 72 F4 6D 65, Buc^Jérôme",
    "ISO_IR 144, BB EE DA 63 65 DC D1 79 70 D3 79, Люкceмбypгy",
    "ISO_IR 192, 57 61 6E 67 5E 58 69 61 6F 44 6F 6E 67 3D E7 8E 8B 5E E5 B0 8F E6 9D B1,"
        + " Wang^XiaoDong=王^小東",
    "GB18030, 57 61 6E 67 5E 58 69 61 6F 44 6F 6E 67 3D CD F5 5E D0 A1 B6 AB, Wang^XiaoDong=王^小东",
    "'', 4D FC 6C 6C 65 72, Müller",
  })
  void aNameInOneSetIsRead(String term, String bytes, String name) {
    assertEquals(name, read(term, bytes));
  }

  @Test
  void japaneseNamesSwitchBetweenSets() {
    assertEquals(
        "Yamada^Tarou=山田^太郎=やまだ^たろう",
        read(
            "\\ISO 2022 IR 87",
            "59 61 6D 61 64 61 5E 54 61 72 6F 75 3D 1B 24 42 3B 33 45 44 1B 28 42 5E 1B 24 42 42"
                + " 40 4F 3A 1B 28 42 3D 1B 24 42 24 64 24 5E 24 40 1B 28 42 5E 1B 24 42 24 3F 24"
                + " 6D 24 26 1B 28 42"));
    assertEquals(
        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎",
        read(
            "ISO 2022 IR 13\\ISO 2022 IR 87",
            "D4 CF C0 DE 5E C0 DB B3 3D 1B 24 42 3B 33 45 44 1B 28 4A 5E 1B 24 42 42 40 4F 3A 1B"
                + " 28 4A"));
  }

  @Test
  void koreanNamesSwitchBetweenSets() {
    assertEquals(
        "Hong^Gildong=洪^吉洞=홍^길동",
        read(
            "\\ISO 2022 IR 149",
            "48 6F 6E 67 5E 47 69 6C 64 6F 6E 67 3D 1B 24 29 43 FB F3 5E 1B 24 29 43 D1 CE D4 D7"
                + " 3D 1B 24 29 43 C8 AB 5E 1B 24 29 43 B1 E6 B5 BF"));
  }

  @Test
  void anItemInheritsTheSetUnlessItSaysItsOwn() {
    DataSet item = new DataSet(ByteOrder.LITTLE_ENDIAN);
    item.put(Element.bytes(PATIENT_NAME, "PN", "Žižka ".getBytes(Charset.forName("ISO-8859-2"))));
    DataSet outer = new DataSet(ByteOrder.LITTLE_ENDIAN);
    outer.put(Element.text(Tag.SpecificCharacterSet, "CS", "ISO_IR 101"));
    outer.put(Element.items(0x00081140, List.of(item)));
    ByteBuffer bytes = ByteBuffer.wrap(DataSetWriter.write(outer)).order(ByteOrder.LITTLE_ENDIAN);
    DataSet read = DataSetReader.read(bytes, true);
    assertEquals("Žižka", read.item(0x00081140).orElseThrow().text(PATIENT_NAME).orElseThrow());
  }

  private static String read(String term, String bytes) {
    DataSet data = new DataSet(ByteOrder.LITTLE_ENDIAN);
    if (!term.isEmpty()) {
      data.put(Element.text(Tag.SpecificCharacterSet, "CS", term));
    }
    byte[] name = HexFormat.of().parseHex(bytes.replace(" ", ""));
    data.put(Element.bytes(PATIENT_NAME, "PN", name));
    return data.text(PATIENT_NAME).orElseThrow();
  }
}
