package org.vigil.ingest.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.IngestDefaults;
import org.vigil.ingest.config.Hl7Settings;
import org.vigil.ingest.order.Order;
import org.vigil.ingest.order.Patient;
import org.vigil.schemas.event.Priority;

/** The conformance statement says what the code does. */
class Hl7StatementTest {
  private static final Path STATEMENT =
      Path.of(System.getProperty("vigil.root"), "docs", "conformance", "hl7.md");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @Test
  void itListsTheMessagesThatAreTaken() throws IOException {
    assertEquals(
        Arrays.stream(MessageType.values())
            .map(MessageType::word)
            .collect(Collectors.toCollection(TreeSet::new)),
        found("(?m)^\\| ([A-Z]{3}\\^[A-Z][0-9]{2}) \\|", statement()));
  }

  @Test
  void everyFieldThatItListsIsReadAndNoOther() throws Exception {
    String fields = statement().split("## Fields", 2)[1].split("\n## ", 2)[0];
    Set<String> listed = new TreeSet<>();
    for (String row : found("(?m)^\\| ([A-Z][^|]*) \\|", fields)) {
      listed.addAll(found("([A-Z][A-Z0-9]{2}-[0-9.]+)", row));
    }
    Map<String, Object> read = new TreeMap<>();
    read.put("IPC-1", order("IPC|A1", "OBR||||").accession());
    read.put("OBR-18", order(field("OBR", 18, "A1")).accession());
    read.put("OBR-3", order(field("OBR", 3, "A1")).accession());
    read.put("ORC-3", orders("ORC|NW||A1").accession());
    read.put("TQ1-9", order("IPC|A1", field("TQ1", 9, "S")).priority());
    read.put("ORC-7.6", orders("ORC|NW||A1||||^^^^^S").priority());
    read.put("OBR-27.6", order("IPC|A1", field("OBR", 27, "^^^^^S")).priority());
    read.put("PID-3.1", patient("PID|||P1").id());
    read.put("PID-7", patient("PID|||P1||||19610408").birthDate());
    read.put("PID-8", patient("PID|||P1|||||F").sex());
    read.put("OBR-31", order("IPC|A1", field("OBR", 31, "C1^Cough^L")).indication());
    read.put("PID-3.4", patient("PID|||P1^^^H").identity().get("IssuerOfPatientID"));
    read.put("PID-5", patient("PID|||P1||DOE^JANE").identity().get("PatientName"));
    read.put("MRG-1.1", reader("MRG|P0").mergedId());
    assertEquals(listed, read.keySet());
    Map<String, Object> said = new TreeMap<>();
    for (String accession : new String[] {"IPC-1", "OBR-18", "OBR-3", "ORC-3"}) {
      said.put(accession, "A1");
    }
    for (String priority : new String[] {"TQ1-9", "ORC-7.6", "OBR-27.6"}) {
      said.put(priority, Optional.of(Priority.STAT));
    }
    said.put("PID-3.1", "P1");
    said.put("PID-7", Optional.of(LocalDate.of(1961, 4, 8)));
    said.put("PID-8", Optional.of("female"));
    said.put("OBR-31", Optional.of("Cough"));
    said.put("PID-3.4", "H");
    said.put("PID-5", "DOE^JANE");
    said.put("MRG-1.1", "P0");
    assertEquals(said, read);
  }

  @Test
  void itsLimitsAreTheDefaults() throws IOException {
    Hl7Settings defaults = IngestDefaults.settings().hl7();
    assertEquals(
        Set.of(defaults.host() + ":" + defaults.port()),
        found("`hl7.host`:`hl7.port` \\(([^)]*)\\)", statement()));
    assertEquals(
        Set.of(Integer.toString(defaults.connections())),
        found("`hl7.connections` \\(([^)]*)\\)", statement()));
    assertEquals(
        Set.of(defaults.messageBytes() / (1 << 20) + " MiB"),
        found("`hl7.message-bytes` \\(([^)]*)\\)", statement()));
    assertEquals(
        Set.of(defaults.idleTimeout().toMinutes() + " min"),
        found("`hl7.idle-timeout` \\(([^)]*)\\)", statement()));
    assertEquals(
        Set.of(IngestDefaults.settings().orders().horizon().toDays() + " days"),
        found("`orders.horizon` \\(([^)]*)\\)", statement()));
  }

  /** A segment with one field. */
  private static String field(String segment, int number, String value) {
    return segment + "|".repeat(number) + value;
  }

  private static Order order(String... segments) throws HL7Exception {
    return orders("ORC|NW\r" + String.join("\r", segments));
  }

  private static Order orders(String segments) throws HL7Exception {
    return reader(segments).orders(TODAY).get(0);
  }

  private static Patient patient(String segment) throws HL7Exception {
    return reader(segment).patient();
  }

  private static MessageReader reader(String segments) throws HL7Exception {
    DefaultHapiContext context = new DefaultHapiContext();
    context.setModelClassFactory(new GenericModelClassFactory());
    context.setValidationContext(ValidationContextFactory.noValidation());
    PipeParser parser = context.getPipeParser();
    String head = "MSH|^~\\&|RIS|A|VIGIL|B|20261121||ORM^O01|M1|P|2.5\r";
    return new MessageReader(new Segments(parser.parse(head + segments + "\r")));
  }

  private static String statement() throws IOException {
    return Files.readString(STATEMENT);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
