package org.vigil.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;

/** Containers load Avro and our events by different class loaders. */
class CodecClassLoaderTest {
  private static final byte[] BYTES =
      EventCodec.of(ImageOutcome.class)
          .encode(
              ImageOutcome.newBuilder()
                  .setImageId("a".repeat(64))
                  .setSite("st-olav")
                  .setState(ImageState.SCORED)
                  .setAt(Instant.EPOCH)
                  .build());

  @Test
  void anEventIsOfTheClassThatTheCodecWasMadeFor() throws Exception {
    URL classes = EventCodec.class.getProtectionDomain().getCodeSource().getLocation();
    try (OwnEvents loader = new OwnEvents(classes)) {
      Class<?> type = loader.loadClass(ImageOutcome.class.getName());
      Class<?> codecType = loader.loadClass(EventCodec.class.getName());
      Object codec = codecType.getMethod("of", Class.class).invoke(null, type);
      Object event = codecType.getMethod("decode", byte[].class).invoke(codec, (Object) BYTES);
      assertSame(type, event.getClass());
    }
  }

  /** Has our events itself, and everything else, Avro included, from its parent. */
  private static final class OwnEvents extends URLClassLoader {
    OwnEvents(URL classes) {
      super(new URL[] {classes}, CodecClassLoaderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.vigil.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? findClass(name) : known;
    }
  }
}
