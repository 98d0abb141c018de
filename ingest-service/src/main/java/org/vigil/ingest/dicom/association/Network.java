package org.vigil.ingest.dicom.association;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation.
 *
 * @param base any address of it
 * @param bits how many leading bits all its addresses share
 */
public record Network(InetAddress base, int bits) {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F.:]*:[0-9a-fA-F.:]*");

  public Network {
    if (bits < 0 || bits > base.getAddress().length * 8) {
      throw new IllegalArgumentException("a prefix of that length does not fit the address");
    }
  }

  /**
   * Reads {@code 10.1.0.0/16}, {@code 127.0.0.1} or {@code ::1}; names are not looked up.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    if (!LITERAL.matcher(parts[0]).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no IP address or network");
    }
    try {
      InetAddress address = InetAddress.getByName(parts[0]);
      int whole = address.getAddress().length * 8;
      return new Network(address, parts.length == 2 ? Integer.parseInt(parts[1]) : whole);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no IP address or network", e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit & 7);
      if (((mine[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
