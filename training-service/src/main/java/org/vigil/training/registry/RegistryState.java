package org.vigil.training.registry;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.schemas.event.BundleRegistered;

/**
 * What the registry's topics say now. Thread-safe.
 *
 * <p>Facts arrive from the topic and, once acknowledged, from our own writes, in any order: a fact
 * counts only if its offset is above that of the one known for its key. All facts of a key are in
 * one partition, so their offsets can be compared.
 */
public final class RegistryState {
  private static final Comparator<BundleRegistered> BY_NAME =
      Comparator.comparing((BundleRegistered b) -> b.getBundle().getSlot())
          .thenComparing(b -> b.getBundle().getVersion());

  private final Map<String, Fact<BundleRegistered>> bundles = new HashMap<>();
  private final Map<String, Fact<SlotState>> slots = new HashMap<>();

  private record Fact<T>(long offset, T value) {
    static <T> Fact<T> later(Fact<T> known, Fact<T> told) {
      return told.offset > known.offset ? told : known;
    }
  }

  /** A bundle was announced. */
  public synchronized void registered(long offset, BundleRegistered bundle) {
    String key = key(bundle.getBundle().getSlot(), bundle.getBundle().getVersion());
    bundles.merge(key, new Fact<>(offset, bundle), Fact::later);
  }

  /** A slot's use was announced. */
  public synchronized void promoted(long offset, SlotState slot) {
    slots.merge(slot.slot(), new Fact<>(offset, slot), Fact::later);
  }

  /** All bundles, by slot and version. */
  public synchronized List<BundleRegistered> bundles() {
    return bundles.values().stream().map(Fact::value).sorted(BY_NAME).toList();
  }

  public synchronized Optional<BundleRegistered> bundle(String slot, String version) {
    return Optional.ofNullable(bundles.get(key(slot, version))).map(Fact::value);
  }

  /** What a slot uses; the empty state where nothing was promoted. */
  public synchronized SlotState slot(String slot) {
    Fact<SlotState> known = slots.get(slot);
    return known == null ? SlotState.empty(slot) : known.value();
  }

  /** Every slot that something was promoted in, by name. */
  public synchronized List<SlotState> slots() {
    return slots.values().stream()
        .map(Fact::value)
        .sorted(Comparator.comparing(SlotState::slot))
        .toList();
  }

  /** The key of a bundle in models.bundles. */
  static String key(String slot, String version) {
    return slot + "/" + version;
  }
}
