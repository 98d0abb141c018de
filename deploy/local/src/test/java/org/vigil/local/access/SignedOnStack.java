package org.vigil.local.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.vigil.embedded.testing.IdentityProvider;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;

/** Gives test classes a {@link SignedOn}: all of one run share it, because a start is dear. */
final class SignedOnStack implements ParameterResolver {

  /** Closed by JUnit after the last class. */
  private record Running(LocalStack stack, IdentityProvider provider, SignedOn signedOn)
      implements AutoCloseable {
    static Running start() {
      try {
        IdentityProvider provider = IdentityProvider.start();
        Path root = Path.of(System.getProperty("vigil.root"));
        Path home =
            Files.createTempDirectory(Files.createDirectories(Path.of("target/e2e")), "signed-on");
        StackSettings settings = StackSettings.of(root, home, StackPorts.free());
        LocalStack stack =
            new LocalStack(
                settings.withOverrides(everywhere(provider.configuration())),
                StackListener.silent());
        stack.start();
        return new Running(stack, provider, new SignedOn(settings.ports(), provider));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Map<Service, Map<String, String>> everywhere(Map<String, String> settings) {
      return Arrays.stream(Service.values())
          .collect(Collectors.toMap(Function.identity(), service -> settings));
    }

    @Override
    public void close() {
      stack.close();
      provider.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SignedOn.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SignedOnStack.class))
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .signedOn();
  }
}
