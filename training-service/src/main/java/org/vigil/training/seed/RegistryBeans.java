package org.vigil.training.seed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.vigil.models.bundle.BundleSigner;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.bundle.SigningKeys;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.topic.KafkaRegistryLog;
import org.vigil.training.topic.RegistryFollower;

/** Puts the registry's plain parts together. */
@ApplicationScoped
class RegistryBeans {

  @Produces
  @Singleton
  RegistryState state() {
    return new RegistryState();
  }

  @Produces
  @Singleton
  BundleArchive archive(ObjectStore store, TrainingSettings settings) {
    return new BundleArchive(
        store, settings.signingKey().map(SigningKeys::readPrivate).map(BundleSigner::new));
  }

  @Produces
  @Singleton
  KafkaRegistryLog log(KafkaSettings kafka, TrainingSettings settings) {
    return KafkaRegistryLog.connect(kafka, settings.acknowledgementLimit());
  }

  void close(@Disposes KafkaRegistryLog log) {
    log.close();
  }

  @Produces
  @Singleton
  BundleRegistry registry(BundleArchive archive, RegistryState state, KafkaRegistryLog log) {
    return new BundleRegistry(archive, state, log, Clock.systemUTC());
  }

  @Produces
  @Singleton
  RegistryFollower follower(KafkaSettings kafka, RegistryState state) {
    return new RegistryFollower(kafka, state, RandomGenerator.getDefault());
  }

  @Produces
  @Singleton
  SeedImport seeds(BundleRegistry registry) {
    return new SeedImport(registry);
  }
}
