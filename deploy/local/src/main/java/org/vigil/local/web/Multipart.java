package org.vigil.local.web;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A multipart/form-data body (RFC 7578) whose parts are streamed. Build it once, send it once. */
final class Multipart {
  private static final String END = "\r\n";

  private final String boundary = "vigil-" + UUID.randomUUID();
  private final List<BodyPublisher> pieces = new ArrayList<>();

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  Multipart json(String name, String text) {
    head("name=\"" + name + "\"", "application/json");
    pieces.add(BodyPublishers.ofString(text + END));
    return this;
  }

  Multipart file(String name, String filename, BodyPublisher content) {
    head("name=\"%s\"; filename=\"%s\"".formatted(name, filename), "application/octet-stream");
    pieces.add(content);
    pieces.add(BodyPublishers.ofString(END));
    return this;
  }

  private void head(String disposition, String contentType) {
    pieces.add(
        BodyPublishers.ofString(
            "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, disposition, contentType)));
  }

  BodyPublisher body() {
    pieces.add(BodyPublishers.ofString("--" + boundary + "--" + END));
    return BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
  }
}
