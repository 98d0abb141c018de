package org.vigil.local.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.vigil.local.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Shows a failure as one line; with VIGIL_DEBUG set, where it came from too. */
final class OneLineFailure implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("vigil: " + line(failure));
    if (System.getenv("VIGIL_DEBUG") != null) {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String line(Exception failure) {
    Exception cause = failure instanceof UncheckedIOException io ? io.getCause() : failure;
    return switch (cause) {
      case StackException known -> known.getMessage();
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      case FileAlreadyExistsException other -> other.getFile() + " is there and is no folder";
      case FileSystemException other -> other.getFile() + ": " + other.getReason();
      default -> cause.toString();
    };
  }
}
