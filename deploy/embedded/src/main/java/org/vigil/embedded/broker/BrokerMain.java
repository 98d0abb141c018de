package org.vigil.embedded.broker;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.vigil.embedded.process.ParentWatch;

/**
 * Runs one KRaft node, broker and controller in one, until the parent process is gone.
 *
 * <p>Arguments: data folder, client port, controller port, file to write when ready.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    Properties properties = properties(data, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    formatIfNew(data.resolve("log"));
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    ParentWatch.start();
    server.startup();
    Files.writeString(Path.of(args[3]), "ready");
    server.awaitShutdown();
  }

  private static Properties properties(Path data, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", data.resolve("log").toString());
    properties.put("auto.create.topics.enable", "false");
    // One node: nothing can be replicated.
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "4");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("min.insync.replicas", "1");
    // Small stacks start and rebalance often: do not wait for members that will not come.
    properties.put("group.initial.rebalance.delay.ms", "0");
    // After a kill the controller fences the old incarnation first; a short session makes the
    // restart quick.
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    // Consumers that were killed (kill -9) are let go after their own session time-out, not before.
    properties.put("group.min.session.timeout.ms", "1000");
    properties.put("log.segment.bytes", Integer.toString(64 << 20));
    return properties;
  }

  private static void formatIfNew(Path logFolder) throws Exception {
    if (Files.exists(logFolder.resolve("meta.properties"))) {
      return;
    }
    Formatter formatter = new Formatter();
    formatter
        .setPrintStream(new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setControllerListenerName("CONTROLLER")
        .addDirectory(logFolder.toString())
        .setMetadataLogDirectory(logFolder.toString());
    formatter.run();
  }
}
