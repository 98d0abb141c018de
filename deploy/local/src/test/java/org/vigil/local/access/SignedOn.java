package org.vigil.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigil.embedded.testing.IdentityProvider;
import org.vigil.embedded.testing.IdentityProvider.Person;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackPorts;

/** The services of a stack with sign-on on, asked by people of the test's choice. */
record SignedOn(StackPorts ports, IdentityProvider provider) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Somebody with one role, for these sites. */
  static Person person(String name, String role, String... sites) {
    return new Person(name, List.of(role), List.of(sites));
  }

  /** An answer, without its body where that may never end. */
  record Answer(int status, Optional<String> location, String body) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  HttpRequest.Builder request(Service service, String path, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ports.url(service) + path))
            .timeout(Duration.ofSeconds(30));
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return request;
  }

  HttpRequest.Builder request(Service service, String path, Person person) {
    return request(service, path, Optional.of(provider.token(person)));
  }

  /** The status, and where it sends to; the body is not waited for. */
  Answer head(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    response.body().close();
    return new Answer(response.statusCode(), response.headers().firstValue("Location"), "");
  }

  Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(
        response.statusCode(), response.headers().firstValue("Location"), response.body());
  }

  Answer get(Service service, String path, Person person) throws IOException, InterruptedException {
    return send(request(service, path, person).build());
  }

  Answer post(Service service, String path, Person person, String json)
      throws IOException, InterruptedException {
    return send(
        request(service, path, person)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  /** A form of a part {@code study} and a picture. */
  Answer form(Service service, String path, Person person, String study, byte[] png)
      throws IOException, InterruptedException {
    String boundary = "vigil-test-boundary";
    String head =
        """
        --%s
        Content-Disposition: form-data; name="study"
        Content-Type: application/json

        %s
        --%s
        Content-Disposition: form-data; name="image"; filename="image"
        Content-Type: application/octet-stream

        """
            .formatted(boundary, study, boundary)
            .replace("\n", "\r\n");
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofByteArray(png),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.US_ASCII));
    return send(
        request(service, path, person)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body)
            .build());
  }
}
