package org.vigil.local.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service's own stage timers ({@code vigil_<service>_stage_seconds}) have counted so far.
 *
 * @param totals by stage
 */
record StageMeans(Map<String, Total> totals) {

  /** Seconds spent in so many passes of a stage. */
  record Total(double seconds, double count) {}

  /** Reads {@code <url>/q/metrics}. */
  static StageMeans of(String url, String timer) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/q/metrics")).build();
      return parse(http.send(request, HttpResponse.BodyHandlers.ofString()).body(), timer);
    }
  }

  /** Reads the Prometheus text format's {@code _sum} and {@code _count} lines of one timer. */
  static StageMeans parse(String text, String timer) {
    Pattern line =
        Pattern.compile(
            "^" + timer + "_(sum|count)\\{[^}]*stage=\"([^\"]+)\"[^}]*} (\\S+)$",
            Pattern.MULTILINE);
    Map<String, Double> sums = new HashMap<>();
    Map<String, Double> counts = new LinkedHashMap<>();
    Matcher match = line.matcher(text);
    while (match.find()) {
      Map<String, Double> into = match.group(1).equals("sum") ? sums : counts;
      into.merge(match.group(2), Double.parseDouble(match.group(3)), Double::sum);
    }
    Map<String, Total> totals = new LinkedHashMap<>();
    counts.forEach(
        (stage, count) -> totals.put(stage, new Total(sums.getOrDefault(stage, 0.0), count)));
    return new StageMeans(totals);
  }

  /** Mean milliseconds of each stage since {@code before}; stages without passes are left out. */
  Map<String, Double> since(StageMeans before) {
    Map<String, Double> means = new LinkedHashMap<>();
    totals.forEach(
        (stage, total) -> {
          Total then = before.totals.getOrDefault(stage, new Total(0, 0));
          if (total.count() > then.count()) {
            means.put(
                stage, 1e3 * (total.seconds() - then.seconds()) / (total.count() - then.count()));
          }
        });
    return means;
  }
}
