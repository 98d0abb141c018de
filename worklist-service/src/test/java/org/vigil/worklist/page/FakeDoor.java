package org.vigil.worklist.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A front door inside of the browser's network: holds uploads by the tus protocol, says what it is
 * told to say of their quality, and can go away. What the real one does is tested at its own
 * service.
 */
final class FakeDoor {
  private static final Map<String, String> CORS =
      Map.of(
          "Access-Control-Allow-Origin", "*",
          "Access-Control-Expose-Headers", "Location,Upload-Offset");

  private final Map<String, String> lengths = new HashMap<>();
  private final Map<String, String> held = new HashMap<>();
  private final List<String> studies = new ArrayList<>();
  private final AtomicInteger uploads = new AtomicInteger();
  private volatile boolean away;
  private volatile boolean blurred;

  static FakeDoor of(Page page) {
    FakeDoor door = new FakeDoor();
    page.route("**/api/uploads**", door::upload);
    page.route("**/api/uploads/**", door::upload);
    page.route(url -> url.contains(":8081") && url.endsWith("/api/studies"), door::study);
    return door;
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  /** Whether the next photographs are. */
  void photographsAreBlurred(boolean value) {
    blurred = value;
  }

  /** Bodies of the studies that were sent. */
  List<String> studies() {
    return List.copyOf(studies);
  }

  int heldUploads() {
    return held.size();
  }

  private void upload(Route route) {
    Request request = route.request();
    String path = request.url().replaceFirst("^https?://[^/]+", "");
    if (away) {
      route.abort("internetdisconnected");
    } else if (path.contains("/quality")) {
      answer(route, 200, Map.of(), quality());
    } else {
      tus(route, request, path);
    }
  }

  private void tus(Route route, Request request, String path) {
    switch (request.method()) {
      case "POST" -> {
        String location = "/api/uploads/%032x".formatted(uploads.incrementAndGet());
        lengths.put(location, request.headerValue("upload-length"));
        held.put(location, "0");
        answer(route, 201, Map.of("Location", location), "");
      }
      case "PATCH" -> {
        held.put(path, lengths.get(path)); // One part: a browser does not show a file's bytes.
        answer(route, 204, Map.of("Upload-Offset", held.get(path)), "");
      }
      case "DELETE" -> {
        held.remove(path);
        answer(route, 204, Map.of(), "");
      }
      default ->
          answer(
              route,
              held.containsKey(path) ? 200 : 404,
              Map.of("Upload-Offset", held.getOrDefault(path, "0")),
              "");
    }
  }

  private String quality() {
    String hint =
        blurred
            ? ",\"hint\":\"Hold the phone still and let it focus: the picture is blurred.\""
            : "";
    return """
    {"width":640,"height":480,"quality":{"good":%s,"measures":[
      {"measure":"blur","value":0.41,"most":0.35%s}]}}
    """
        .formatted(!blurred, hint);
  }

  private void study(Route route) {
    if (away) {
      route.abort("internetdisconnected");
      return;
    }
    studies.add(route.request().postData());
    answer(
        route,
        202,
        Map.of(),
        """
        {"studyId":"s00000000000000000000000000000001","images":[
          {"imageId":"%s","role":"clinical","width":640,"height":480,"duplicate":false}]}
        """
            .formatted("a".repeat(64)));
  }

  private static void answer(Route route, int status, Map<String, String> headers, String body) {
    Map<String, String> all = new HashMap<>(CORS);
    all.putAll(headers);
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(status)
            .setHeaders(all)
            .setContentType("application/json")
            .setBody(body));
  }
}
