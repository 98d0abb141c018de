package org.vigil.local.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.embedded.process.FreePorts;

/** The loopback ports of one stack. */
public record StackPorts(
    int worklist,
    int ingest,
    int inference,
    int retrieval,
    int training,
    int dicom,
    int broker,
    int store) {

  /** The ports of docs/DESIGN.md, section 7. */
  public static StackPorts standard() {
    return new StackPorts(8080, 8081, 8082, 8083, 8084, 11112, 9092, 9000);
  }

  /** Eight ports in a row, so that a second stack can run beside the first. */
  public static StackPorts from(int base) {
    if (base < 1024 || base > 65528) {
      throw new IllegalArgumentException("the first of eight ports must be 1024 to 65528");
    }
    return new StackPorts(
        base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7);
  }

  /** Ports that nobody listens on now, for tests. */
  public static StackPorts free() {
    return new StackPorts(
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next());
  }

  /** The ports that {@link #byName()} gave. */
  public static StackPorts of(Map<String, Integer> byName) {
    return new StackPorts(
        byName.get(Service.WORKLIST.word()),
        byName.get(Service.INGEST.word()),
        byName.get(Service.INFERENCE.word()),
        byName.get(Service.RETRIEVAL.word()),
        byName.get(Service.TRAINING.word()),
        byName.getOrDefault("dicom", standard().dicom()),
        byName.get("broker"),
        byName.get("store"));
  }

  /** The HTTP port of a service. */
  public int http(Service service) {
    return switch (service) {
      case WORKLIST -> worklist;
      case INGEST -> ingest;
      case INFERENCE -> inference;
      case RETRIEVAL -> retrieval;
      case TRAINING -> training;
    };
  }

  /** Each port by what it is for. */
  public Map<String, Integer> byName() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      ports.put(service.word(), http(service));
    }
    ports.put("dicom", dicom);
    ports.put("broker", broker);
    ports.put("store", store);
    return ports;
  }

  /** Where Kafka clients connect. */
  public String bootstrapServers() {
    return "127.0.0.1:" + broker;
  }

  /** Where a service answers HTTP, without a trailing slash. */
  public String url(Service service) {
    return "http://127.0.0.1:" + http(service);
  }

  public String storeUrl() {
    return "http://127.0.0.1:" + store;
  }
}
