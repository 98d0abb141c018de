package org.vigil.embedded.testing;

import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka and MinIO in containers, in the place of the embedded servers, for integration tests run
 * with {@code -Pcontainers}.
 */
final class ContainerServers implements AutoCloseable {
  private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.1.1");
  private static final DockerImageName MINIO =
      DockerImageName.parse("minio/minio:RELEASE.2023-09-04T19-57-37Z");

  private final KafkaContainer kafka = new KafkaContainer(KAFKA);
  private final MinIOContainer minio = new MinIOContainer(MINIO);

  private ContainerServers() {}

  /**
   * Starts both.
   *
   * @throws IllegalStateException if no Docker answers; the message says what to do
   */
  static ContainerServers start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "-Pcontainers needs Docker and none answers: start it, or leave -Pcontainers out to test"
              + " on the embedded servers");
    }
    ContainerServers servers = new ContainerServers();
    try {
      servers.kafka.start();
      servers.minio.start();
      return servers;
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  /** The configuration that reaches them. */
  Map<String, String> configuration() {
    return Map.of(
        "vigil.kafka.bootstrap-servers", kafka.getBootstrapServers(),
        "vigil.store.endpoint", minio.getS3URL(),
        "vigil.store.access-key", minio.getUserName(),
        "vigil.store.secret-key", minio.getPassword());
  }

  @Override
  public void close() {
    kafka.stop();
    minio.stop();
  }
}
