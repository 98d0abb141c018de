package org.vigil.platform.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Gives a service its one connection to the object store. */
@ApplicationScoped
class StoreProducer {

  @Produces
  @ApplicationScoped
  ObjectStore objectStore(StoreSettings settings) {
    return S3ObjectStore.connect(settings);
  }
}
