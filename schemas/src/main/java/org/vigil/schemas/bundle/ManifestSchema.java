package org.vigil.schemas.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** Checks a bundle's {@code manifest.json} against its published schema. Thread-safe. */
public final class ManifestSchema {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              ManifestSchema.class.getResourceAsStream(
                  "/org/vigil/schemas/bundle-manifest.schema.json"));

  private ManifestSchema() {}

  /** What is wrong with a manifest, each with its place; empty when nothing is. */
  public static List<String> validate(JsonNode manifest) {
    return SCHEMA.validate(manifest).stream().map(ValidationMessage::getMessage).sorted().toList();
  }
}
