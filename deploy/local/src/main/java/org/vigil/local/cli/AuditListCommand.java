package org.vigil.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.FhirAuditEvent;
import org.vigil.platform.event.WholeTopic;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists audit records, oldest first. */
@Command(
    name = "list",
    description = "Lists who did what, oldest first.",
    mixinStandardHelpOptions = true)
final class AuditListCommand implements Callable<Integer> {
  private final EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(names = "--study", description = "only what was done to a study, or beside it as a case")
  private Optional<String> study = Optional.empty();

  @Option(names = "--agent", description = "only what somebody did")
  private Optional<String> agent = Optional.empty();

  @Option(names = "--act", converter = Word.OfAct.class, description = "only such as study-opened")
  private Optional<Act> act = Optional.empty();

  @Option(names = "--from", description = "only from then on, such as 2026-11-21T10:00:00Z")
  private Optional<Instant> from = Optional.empty();

  @Option(names = "--until", description = "only before then")
  private Optional<Instant> until = Optional.empty();

  @Option(names = "--fhir", description = "as FHIR R4 AuditEvent resources, one to a line")
  private boolean fhir;

  /** A record that was carried twice is shown once. */
  private final Map<String, AuditRecorded> found = new LinkedHashMap<>();

  private int unreadable;

  @Override
  public Integer call() throws IOException {
    WholeTopic.read(kafka.client(), Topics.AUDIT.name(), this::see);
    PrintWriter out = spec.commandLine().getOut();
    Table table = new Table("WHEN", "ACT", "WHO", "WHAT", "OUTCOME", "DETAIL");
    found.values().stream()
        .sorted(Comparator.comparing(AuditRecorded::getRecorded))
        .forEach(
            record -> {
              if (fhir) {
                out.println(FhirAuditEvent.of(record));
              } else {
                row(table, record);
              }
            });
    if (!fhir) {
      out.println(table);
    }
    if (unreadable > 0) {
      out.printf("%d records cannot be read; ./vigil audit verify names them%n", unreadable);
    }
    return unreadable == 0 ? 0 : 1;
  }

  private void see(ConsumerRecord<String, byte[]> bytes) {
    try {
      AuditRecorded record = codec.decode(bytes.value());
      if (isWanted(record)) {
        found.putIfAbsent(record.getId(), record);
      }
    } catch (UnreadableEventException e) {
      unreadable++;
    }
  }

  private boolean isWanted(AuditRecorded record) {
    return study.map(id -> names(record, id)).orElse(true)
        && agent.map(record.getAgent().getName()::equals).orElse(true)
        && act.map(wanted -> wanted.word().equals(record.getAct())).orElse(true)
        && from.map(time -> !record.getRecorded().isBefore(time)).orElse(true)
        && until.map(time -> record.getRecorded().isBefore(time)).orElse(true);
  }

  private static boolean names(AuditRecorded record, String study) {
    return record.getThings().stream().anyMatch(thing -> thing.getName().equals(study));
  }

  private static void row(Table table, AuditRecorded record) {
    String things =
        record.getThings().stream()
            .map(thing -> thing.getType() + " " + brief(thing.getName()))
            .collect(Collectors.joining(", "));
    String outcome =
        record.getOutcome() == AuditOutcome.SUCCESS ? "" : Words.of(record.getOutcome());
    String detail = Optional.ofNullable(record.getDetail()).orElse("");
    table.row(
        record.getRecorded(),
        record.getAct(),
        record.getAgent().getName(),
        things,
        outcome,
        detail);
  }

  /** An image's digest is told by its beginning. */
  private static String brief(String name) {
    return name.length() == 64 ? name.substring(0, 12) : name;
  }
}
