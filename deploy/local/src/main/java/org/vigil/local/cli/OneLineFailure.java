package org.vigil.local.cli;

import org.vigil.local.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Shows a failure as one line; with VIGIL_DEBUG set, where it came from too. */
final class OneLineFailure implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    String line = failure instanceof StackException ? failure.getMessage() : failure.toString();
    command.getErr().println("vigil: " + line);
    if (System.getenv("VIGIL_DEBUG") != null) {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
