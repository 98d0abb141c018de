package org.vigil.retrieval.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.vigil.platform.access.Callers;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.embedding.EmbeddedPicture;
import org.vigil.retrieval.embedding.PictureEmbedder;
import org.vigil.retrieval.lookup.SimilarAnswer;
import org.vigil.retrieval.lookup.SimilarCases;
import org.vigil.retrieval.lookup.Wanted;

/** The confirmed cases that look most like a vector, or like a picture that is no study. */
@Path("/api/search")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SearchResource {
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final SimilarCases cases;
  private final PictureEmbedder embedder;
  private final Answering answering;
  private final ShownCases shown;
  private final Callers callers;

  SearchResource(
      SimilarCases cases,
      PictureEmbedder embedder,
      Answering answering,
      ShownCases shown,
      Callers callers) {
    this.callers = callers;
    this.cases = cases;
    this.embedder = embedder;
    this.answering = answering;
    this.shown = shown;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response byVector(String body) {
    SearchRequest request = read(body, SearchRequest.class);
    Wanted wanted = SearchWords.read(words(request.search()));
    String site = site(request.site());
    EmbeddingSpace space = space(request.space());
    UnitVector vector = vector(request.vector());
    Set<String> said =
        request.findings() == null ? Set.of() : Set.copyOf(List.of(request.findings()));
    return answer(space, vector, site, said, wanted);
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response byPicture(@RestForm("image") FileUpload image, @RestForm("study") String study)
      throws InterruptedException {
    if (image == null || study == null) {
      throw Refusals.body("Needs a part 'image' and a part 'study' (JSON).");
    }
    PictureRequest request = read(study, PictureRequest.class);
    Wanted wanted = SearchWords.read(words(request.search()));
    String site = site(request.site());
    EmbeddedPicture picture = embedder.embed(image.uploadedFile(), request.toInference());
    return answer(picture.space(), picture.vector(), site, picture.reported(), wanted);
  }

  private Response answer(
      EmbeddingSpace space, UnitVector vector, String site, Set<String> said, Wanted wanted) {
    try {
      SimilarAnswer found = answering.to(() -> cases.to(space, vector, site, said, wanted));
      shown.besideAnything(found);
      return Response.ok(SimilarView.of(found))
          .header("Cache-Control", SimilarResource.UNKEPT)
          .build();
    } catch (IllegalArgumentException e) {
      throw Refusals.vector(e.getMessage());
    }
  }

  private static <T> T read(String body, Class<T> type) {
    try {
      T request = STRICT.forType(type).readValue(body == null ? "" : body);
      if (request != null) {
        return request;
      }
    } catch (JsonProcessingException e) {
      throw Refusals.body("The JSON cannot be read or has a field that there is not.");
    }
    throw Refusals.body("The body is empty.");
  }

  private static Map<String, String> words(Map<String, JsonNode> search) {
    Map<String, String> words = new HashMap<>();
    if (search != null) {
      search.forEach(
          (name, value) -> {
            if (value == null || !value.isValueNode() || value.isNull()) {
              throw Refusals.parameter("search", "Each word of search has one value.");
            }
            words.put(name, value.asText());
          });
    }
    return words;
  }

  private String site(String site) {
    if (site == null) {
      throw Refusals.parameter("site", "site says whose readers the answer is for.");
    }
    String known = SearchWords.site(site);
    callers.current().requireSite(known);
    return known;
  }

  private static EmbeddingSpace space(String space) {
    try {
      return EmbeddingSpace.parse(space == null ? "" : space);
    } catch (IllegalArgumentException e) {
      throw Refusals.parameter("space", e.getMessage() + ".");
    }
  }

  private static UnitVector vector(float[] vector) {
    try {
      return UnitVector.of(vector == null ? new float[0] : vector);
    } catch (IllegalArgumentException e) {
      throw Refusals.vector(e.getMessage());
    }
  }
}
