package org.vigil.ingest.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.word.Words;

/** The schemas in force, and what is wrong with a value by them. Thread-safe. */
public final class MetadataSchemas {
  /** The version in force for every kind. */
  public static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  private final Map<StudyKind, JsonNode> texts = new EnumMap<>(StudyKind.class);
  private final Map<StudyKind, JsonSchema> schemas = new EnumMap<>(StudyKind.class);

  public MetadataSchemas() {
    JsonSchemaFactory factory = factory();
    for (StudyKind kind : StudyKind.values()) {
      JsonNode text = read(kind);
      texts.put(kind, text);
      schemas.put(kind, factory.getSchema(text));
    }
  }

  /** With our keyword for units, which says nothing about what is valid. */
  private static JsonSchemaFactory factory() {
    JsonMetaSchema ours =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword("x-unit"))
            .build();
    JsonSchemaFactory plain = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    return JsonSchemaFactory.builder(plain).metaSchema(ours).build();
  }

  private static JsonNode read(StudyKind kind) {
    String name = "%s.v%d.schema.json".formatted(Words.of(kind), VERSION);
    try (InputStream in = MetadataSchemas.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema as it is published. */
  public JsonNode text(StudyKind kind) {
    return texts.get(kind);
  }

  /** Whether the schema of a kind has a property of this name. */
  public boolean knows(StudyKind kind, String name) {
    return texts.get(kind).get("properties").has(name);
  }

  /**
   * What is wrong with one value, in words for its sender; empty where nothing is. The value itself
   * is not repeated.
   */
  public Optional<String> complaint(StudyKind kind, String name, String value) {
    ObjectNode metadata = JSON.createObjectNode();
    metadata.set(name, typed(value));
    return schemas.get(kind).validate(metadata).isEmpty()
        ? Optional.empty()
        : Optional.of("must be " + wanted(texts.get(kind).get("properties").get(name)));
  }

  /** Forms and tables send everything as text: {@code 40.0}, {@code True}. */
  private static JsonNode typed(String value) {
    if (NUMBER.matcher(value).matches()) {
      return NODES.numberNode(new BigDecimal(value));
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> NODES.booleanNode(true);
      case "false" -> NODES.booleanNode(false);
      default -> NODES.textNode(value);
    };
  }

  private static String wanted(JsonNode property) {
    if (property == null) {
      return "left out";
    }
    if (property.has("enum")) {
      return "one of " + property.get("enum");
    }
    if (property.get("type").asText().equals("number")) {
      String whole = property.has("multipleOf") ? "whole " : "";
      String unit = property.has("x-unit") ? " " + property.get("x-unit").asText() : "";
      return "a %snumber from %s to %s%s"
          .formatted(whole, property.get("minimum"), property.get("maximum"), unit);
    }
    String form = property.has("pattern") ? " that match " + property.get("pattern").asText() : "";
    return "at most %s characters%s".formatted(property.get("maxLength"), form);
  }
}
