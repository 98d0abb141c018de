package org.vigil.local.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire between a service and a server that can be made slow, or cut and mended. Connections that
 * are open when it is cut break; while it is cut new ones break at once. Thread-safe.
 */
final class SlowWire implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean cut;

  SlowWire(int server) throws IOException {
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** From now on each 16 KiB in either direction takes so much longer. */
  void slow(Duration each) {
    delay = each;
  }

  void cut() {
    cut = true;
    open.forEach(SlowWire::close);
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> join(client));
      }
    } catch (IOException e) {
      return; // Closed.
    }
  }

  private void join(Socket client) {
    open.add(client);
    if (cut) {
      close(client);
      return;
    }
    try {
      Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
      open.add(onward);
      Thread.ofVirtual().start(() -> pump(client, onward));
      pump(onward, client);
    } catch (IOException e) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[CHUNK];
      for (int n = in.read(buffer); n > 0 && !cut; n = in.read(buffer)) {
        Thread.sleep(delay);
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      return; // One side has hung up, or the wire was cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      return; // It was broken already.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(SlowWire::close);
  }
}
