package org.vigil.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigil.ingest.FrontDoor.SKIN;
import static org.vigil.ingest.FrontDoor.post;
import static org.vigil.ingest.FrontDoor.stored;
import static org.vigil.ingest.decode.HostileFiles.picture;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;

/** Uploads that come all at once, to a service with a heap of 256 MB. */
@QuarkusIntegrationTest
@QuarkusTestResource(EmbeddedStack.class)
@QuarkusTestResource(ServiceFolders.class)
class ManyUploadsIT {
  @BeforeEach
  void awaitReadiness() {
    FrontDoor.awaitReadiness();
  }

  @Test
  void theSameUploadBySixteenAtOnceIsOneStudy() throws Exception {
    byte[] good = picture("png", 45, 45);

    List<String> ids =
        together(
            Collections.nCopies(
                16, () -> post(SKIN, good).statusCode(202).extract().<String>path("studyId")));

    assertEquals(1, ids.stream().distinct().count());
    assertEquals(1, stored(good).stream().filter(k -> k.startsWith("raw/")).count());
  }

  @Test
  void largePicturesAtOnceWaitForEachOther() throws Exception {
    List<byte[]> large =
        IntStream.range(0, 6)
            .mapToObj(
                i -> {
                  try {
                    return picture("jpg", 3200 + i, 2400); // 7.7 Mpx: about 120 MB when decoded.
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .toList();

    List<Integer> answers =
        together(
            large.stream()
                .<Callable<Integer>>map(file -> () -> post(SKIN, file).extract().statusCode())
                .toList());

    assertEquals(Collections.nCopies(6, 202), answers);
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = calls.stream().map(threads::submit).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
