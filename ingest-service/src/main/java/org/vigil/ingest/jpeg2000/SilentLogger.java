package org.vigil.ingest.jpeg2000;

import jj2000.j2k.util.MsgLogger;

/** Keeps the decoder's remarks off the service's output; what matters comes as an exception. */
final class SilentLogger implements MsgLogger {
  @Override
  public void printmsg(int severity, String message) {}

  @Override
  public void println(String text, int firstIndent, int indent) {}

  @Override
  public void flush() {}
}
