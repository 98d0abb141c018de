package org.vigil.models.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as JSON for programs, Markdown and HTML for people. The same report, the same bytes. */
public final class ReportFiles {
  public static final String JSON = "report.json";
  public static final String MARKDOWN = "report.md";
  public static final String HTML = "report.html";

  private static final ObjectMapper WRITER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new FiniteOrNull())
                  .addSerializer(double.class, new FiniteOrNull()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ReportFiles() {}

  /** JSON has no word for what is undefined but null. */
  private static final class FiniteOrNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider all)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  public static byte[] json(EvaluationReport report) {
    try {
      return WRITER.writeValueAsBytes(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  public static String markdown(EvaluationReport report) {
    return ReportMarkdown.of(report);
  }

  public static String html(EvaluationReport report) {
    return ReportHtml.of(report);
  }

  /** Writes all three into a folder, which is made if need be. */
  public static void write(EvaluationReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(JSON), json(report));
    Files.writeString(folder.resolve(MARKDOWN), ReportMarkdown.of(report), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve(HTML), ReportHtml.of(report), StandardCharsets.UTF_8);
  }
}
