package org.vigil.local.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.vigil.platform.audit.ChainCheck;
import org.vigil.platform.audit.ChainFault;
import org.vigil.platform.audit.ChainHead;
import org.vigil.platform.event.WholeTopic;
import org.vigil.schemas.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Walks the whole audit topic and names every record that is not as it was written. */
@Command(
    name = "verify",
    description = "Finds changed, removed, inserted and reordered records. Exit status 1 if any.",
    mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--heads",
      paramLabel = "FILE",
      description = {
        "compare with how far each chain went at the last check, and note how far it goes now;",
        "keep it where nobody who can write the topic can write"
      })
  private Optional<Path> heads = Optional.empty();

  @Option(names = "--topic", hidden = true)
  private String topic = Topics.AUDIT.name();

  @Override
  public Integer call() throws IOException {
    ChainCheck check = new ChainCheck(earlier());
    WholeTopic.read(kafka.client(), topic, check::see);
    List<ChainFault> faults = check.finish();
    PrintWriter out = spec.commandLine().getOut();
    faults.forEach(fault -> out.println(fault.line()));
    out.printf(
        "%d records in %d chains: %s%n",
        check.records(),
        check.heads().size(),
        faults.isEmpty() ? "all as they were written" : faults.size() + " faults");
    if (faults.isEmpty() && heads.isPresent()) {
      write(heads.get(), check.heads());
    }
    return faults.isEmpty() ? 0 : 1;
  }

  private Map<String, ChainHead> earlier() throws IOException {
    if (heads.isEmpty() || !Files.exists(heads.get())) {
      return Map.of();
    }
    return JSON.readValue(heads.get().toFile(), new TypeReference<TreeMap<String, ChainHead>>() {});
  }

  /** Whole or not at all: a half written one would hide a fault the next time. */
  private static void write(Path file, Map<String, ChainHead> heads) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    JSON.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), heads);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
