package org.vigil.local.stack;

import io.minio.MinioClient;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.vigil.embedded.store.StoreMain;
import org.vigil.platform.event.TopicProvisioning;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.S3ObjectStore;

/** Creates the topics and buckets that are missing, before any service looks for them. */
public final class Provisioning {
  private Provisioning() {}

  static void createMissing(StackPorts ports) throws InterruptedException {
    createMissing(ports.bootstrapServers(), store(ports));
  }

  /** Creates them on any Kafka and store; what exists stays as it is. */
  public static void createMissing(String bootstrapServers, ObjectStore store)
      throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicProvisioning.createMissing(admin);
    }
    store.createMissingBuckets();
  }

  /** A client of a stack's object store. */
  public static ObjectStore store(StackPorts ports) {
    return store(ports.storeUrl(), StoreMain.ACCESS_KEY, StoreMain.SECRET_KEY);
  }

  /** A client of any object store. */
  public static ObjectStore store(String url, String accessKey, String secretKey) {
    return new S3ObjectStore(
        MinioClient.builder().endpoint(url).credentials(accessKey, secretKey).build());
  }
}
