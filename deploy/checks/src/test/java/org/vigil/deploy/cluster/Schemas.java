package org.vigil.deploy.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The schemas that deploy/k8s/fetch-schemas put under target/schemas: of one Kubernetes version,
 * and of the custom resources of Strimzi and KEDA. Fields that a schema does not know are errors.
 */
final class Schemas {
  private static final Path FETCHED = Overlay.ROOT.resolve("deploy/checks/target/schemas");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory OPEN_API =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final Path kubernetes;
  private final JsonSchemaFactory factory;
  private final Map<String, JsonSchema> custom = new HashMap<>();
  private final Map<Path, JsonSchema> core = new HashMap<>();

  private Schemas(Path kubernetes) {
    this.kubernetes = kubernetes;
    this.factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder ->
                builder.schemaMappers(
                    mappers ->
                        mappers.mapPrefix(
                            "https://kubernetes.io/api/", kubernetes.toUri().toString())));
  }

  /** Skips the test where they were not fetched. */
  static Schemas ofKubernetes(String version) throws IOException {
    Path folder = FETCHED.resolve("kubernetes-" + version);
    assumeTrue(Files.isDirectory(folder), "run deploy/k8s/fetch-schemas: no " + folder);
    Schemas schemas = new Schemas(folder);
    try (DirectoryStream<Path> projects = Files.newDirectoryStream(FETCHED, "{strimzi,keda}-*")) {
      for (Path project : projects) {
        schemas.addCustom(project);
      }
    }
    assumeTrue(
        schemas.custom.size() >= 6, "run deploy/k8s/fetch-schemas: custom resources missing");
    return schemas;
  }

  private void addCustom(Path project) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(project, "*.yaml")) {
      for (Path file : files) {
        for (JsonNode definition : Overlay.documents(Files.readString(file))) {
          add(definition);
        }
      }
    }
  }

  private void add(JsonNode definition) {
    JsonNode spec = definition.get("spec");
    for (JsonNode version : spec.get("versions")) {
      JsonNode schema = version.at("/schema/openAPIV3Schema").deepCopy();
      ((ObjectNode) schema.get("properties")).putObject("metadata").put("type", "object");
      close(schema);
      String apiVersion = spec.get("group").asText() + "/" + version.get("name").asText();
      custom.put(apiVersion + " " + spec.at("/names/kind").asText(), OPEN_API.getSchema(schema));
    }
  }

  /** The API server drops what a structural schema does not name; here that is an error. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      boolean open = object.path("x-kubernetes-preserve-unknown-fields").asBoolean();
      if (object.path("properties").isObject() && !object.has("additionalProperties") && !open) {
        object.put("additionalProperties", false);
      }
    }
    schema.forEach(Schemas::close);
  }

  /** What is wrong with a resource. */
  List<String> faults(JsonNode resource) throws IOException {
    JsonSchema known =
        custom.get(resource.get("apiVersion").asText() + " " + Overlay.kind(resource));
    JsonSchema schema = known == null ? core(resource) : known;
    return schema.validate(resource).stream().map(ValidationMessage::getMessage).toList();
  }

  private JsonSchema core(JsonNode resource) throws IOException {
    String[] version = resource.get("apiVersion").asText().split("/");
    String group = version.length == 1 ? "" : version[0].split("\\.")[0] + "-";
    String name =
        Overlay.kind(resource).toLowerCase(Locale.ROOT) + "-" + group + version[version.length - 1];
    Path file = kubernetes.resolve(name + ".json");
    if (!core.containsKey(file)) {
      core.put(file, factory.getSchema(JSON.readTree(file.toFile())));
    }
    return core.get(file);
  }
}
