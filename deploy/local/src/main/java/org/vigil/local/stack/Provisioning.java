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
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()))) {
      TopicProvisioning.createMissing(admin);
    }
    store(ports).createMissingBuckets();
  }

  /** A client of a stack's object store. */
  public static ObjectStore store(StackPorts ports) {
    return new S3ObjectStore(
        MinioClient.builder()
            .endpoint(ports.storeUrl())
            .credentials(StoreMain.ACCESS_KEY, StoreMain.SECRET_KEY)
            .build());
  }
}
