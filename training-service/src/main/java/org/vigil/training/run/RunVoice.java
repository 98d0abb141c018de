package org.vigil.training.run;

import java.util.Optional;

/** Where the world hears how runs go. Never throws, never blocks for long. */
@FunctionalInterface
public interface RunVoice {

  /**
   * @param detail for people
   */
  void tell(Run run, RunPosition position, Optional<String> detail);
}
