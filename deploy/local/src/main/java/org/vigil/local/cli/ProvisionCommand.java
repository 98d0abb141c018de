package org.vigil.local.cli;

import java.util.concurrent.Callable;
import org.vigil.local.stack.Provisioning;
import org.vigil.local.stack.StackException;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates topics and buckets on servers that are not ours. */
@Command(
    name = "provision",
    description = {
      "Creates the topics and buckets that are missing on another Kafka and S3 store.",
      "The local stack does this by itself. Credentials: VIGIL_STORE_ACCESS_KEY and _SECRET_KEY."
    },
    mixinStandardHelpOptions = true)
final class ProvisionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--kafka", paramLabel = "HOST:PORT", required = true, description = "a broker")
  private String bootstrapServers;

  @Option(names = "--store", paramLabel = "URL", required = true, description = "the S3 endpoint")
  private String store;

  @Option(
      names = "--store-access-key",
      hidden = true,
      defaultValue = "${env:VIGIL_STORE_ACCESS_KEY}")
  private String accessKey;

  @Option(
      names = "--store-secret-key",
      hidden = true,
      defaultValue = "${env:VIGIL_STORE_SECRET_KEY}")
  private String secretKey;

  @Override
  public Integer call() throws InterruptedException {
    if (accessKey == null || secretKey == null) {
      throw new StackException("set VIGIL_STORE_ACCESS_KEY and VIGIL_STORE_SECRET_KEY");
    }
    try {
      Provisioning.createMissing(bootstrapServers, Provisioning.store(store, accessKey, secretKey));
    } catch (BrokerUnavailableException e) {
      throw new StackException("Kafka at " + bootstrapServers + " refused: " + e.getCause(), e);
    } catch (StoreUnavailableException e) {
      throw new StackException("the store at " + store + " refused: " + e.getCause(), e);
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%d topics and %d buckets are there%n",
            Topics.toCreate().size(), Bucket.values().length);
    return 0;
  }
}
