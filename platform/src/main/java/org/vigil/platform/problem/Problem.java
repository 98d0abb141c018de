package org.vigil.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;

/**
 * An RFC 9457 problem.
 *
 * @param type names the kind of problem: {@code urn:vigil:problem:<word>}
 * @param title the kind in a few words, the same for all of its kind
 * @param status HTTP status
 * @param detail what is wrong this time and what to do
 * @param instance what it is about, such as the name of a multipart part; may be absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(URI type, String title, int status, String detail, String instance) {
  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(int status, String word, String title, String detail) {
    return new Problem(URI.create("urn:vigil:problem:" + word), title, status, detail, null);
  }

  /** The same problem, saying what it is about. */
  public Problem about(String what) {
    return new Problem(type, title, status, detail, what);
  }
}
