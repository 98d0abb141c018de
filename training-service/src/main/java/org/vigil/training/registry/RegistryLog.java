package org.vigil.training.registry;

import org.vigil.schemas.event.BundleRegistered;

/**
 * Where the registry's facts are written. Returns once a fact is on all in-sync replicas.
 *
 * <p>Throws {@link org.vigil.platform.event.BrokerUnavailableException} where that is not known in
 * time; the fact may be there nevertheless, and writing it again does no harm.
 */
public interface RegistryLog {

  /** Announces a bundle; returns the record's offset. */
  long append(BundleRegistered bundle);

  /** Announces what a slot uses; returns the record's offset. */
  long append(SlotState slot);
}
