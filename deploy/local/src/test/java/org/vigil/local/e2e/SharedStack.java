package org.vigil.local.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;

/**
 * Gives test methods a {@link LocalStack} that is up. All classes of one test run share it, because
 * a start costs more than most tests: a test must not mind studies that others sent. It is started
 * when the first test asks for it and stopped after the last one; its folder stays in {@code
 * target} for whoever looks for the reason of a failure.
 */
final class SharedStack implements ParameterResolver {

  /** Closed by JUnit after the last class. */
  private record Running(LocalStack stack) implements AutoCloseable {
    static Running start() {
      Path root = Path.of(System.getProperty("vigil.root"));
      StackSettings settings = StackSettings.of(root, home(), StackPorts.free());
      LocalStack stack = new LocalStack(settings, StackListener.silent());
      stack.start();
      return new Running(stack);
    }

    private static Path home() {
      try {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target/e2e")), "stack");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      stack.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedStack.class))
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .stack();
  }
}
