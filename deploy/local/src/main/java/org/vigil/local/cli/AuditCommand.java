package org.vigil.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks into the audit trail (docs/audit.md). */
@Command(
    name = "audit",
    description = "Shows who did what, and proves that the record of it is whole.",
    mixinStandardHelpOptions = true,
    subcommands = {AuditListCommand.class, AuditVerifyCommand.class})
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list or verify?");
  }
}
