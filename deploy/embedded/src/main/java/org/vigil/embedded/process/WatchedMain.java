package org.vigil.embedded.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, but no longer than the parent process lives.
 *
 * <p>Arguments: name of the main class, then its own arguments.
 */
public final class WatchedMain {
  private WatchedMain() {}

  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    String[] own = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) own);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(args[0] + " failed", e.getCause());
    }
  }
}
