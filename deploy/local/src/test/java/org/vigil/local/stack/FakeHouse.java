package org.vigil.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.vigil.local.ports.LoopbackPort;

/**
 * A checkout whose five services are one tiny program: it answers its readiness check, and ends
 * with an error when {@code fake.fail} is set. The broker and the store are the real ones.
 */
public final class FakeHouse {
  private static final String SERVICE =
      """
      package io.quarkus.bootstrap.runner;
      public class QuarkusEntryPoint {
        public static void main(String[] args) throws Exception {
          if (Boolean.getBoolean("fake.fail")) {
            System.out.println("ERROR the fake has no licence");
            System.exit(1);
          }
          int port = Integer.getInteger("quarkus.http.port");
          var server = com.sun.net.httpserver.HttpServer.create(
              new java.net.InetSocketAddress("127.0.0.1", port), 0);
          server.createContext("/q/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
          server.start();
        }
      }
      """;

  private FakeHouse() {}

  /** Makes the checkout in a folder. */
  public static Path in(Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("QuarkusEntryPoint.java"), SERVICE);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.resolve("classes").toString(), source.toString());
    assertEquals(0, status);
    for (Service service : Service.values()) {
      writeJar(service.jar(folder), folder.resolve("classes"));
    }
    Files.createDirectories(folder.resolve("deploy/embedded"));
    Files.createSymbolicLink(
        folder.resolve("deploy/embedded/target"),
        Path.of(System.getProperty("vigil.root"), "deploy/embedded/target"));
    return folder;
  }

  /** The first of eight ports in a row that are free now. */
  public static int freePortBase() {
    return new Random()
        .ints(20_000, 32_000)
        .filter(
            first ->
                StackPorts.from(first).byName().values().stream().allMatch(LoopbackPort::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static void writeJar(Path jar, Path classes) throws IOException {
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
  }
}
