package dev.headwater.ingest.servers;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * One server in a process of its own. Says {@code ready} on stdout, and stops when stdin ends: so
 * it never outlives the process that started it, however that one ends.
 */
public final class SourceServer {
  /** Records and positions of a shop are kept for as long as its directory is. */
  private static final Map<String, String> KEEPING =
      Map.of("log.retention.ms", "-1", "offsets.retention.minutes", "2147483647");

  private static final Map<String, String> LOGICAL =
      Map.of("wal_level", "logical", "max_replication_slots", "20");

  private SourceServer() {}

  /**
   * Runs a server until stdin ends.
   *
   * @param words {@code kafka DIRECTORY PORT} or {@code postgres DIRECTORY PORT PASSWORD-FILE}
   */
  public static void main(String[] words) {
    try {
      ignoreInterrupts();
      run(words);
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] words) throws Exception {
    Path directory = Files.createDirectories(Path.of(words[1]));
    int port = Integer.parseInt(words[2]);
    // Waits for one that is just ending, after the end of the process that started it.
    try (FileChannel lock =
            FileChannel.open(
                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        AutoCloseable unusedLock = lock.lock();
        AutoCloseable unusedServer = start(words, directory, port)) {
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Whoever started this process has nothing to say but its end.
      }
    }
  }

  private static AutoCloseable start(String[] words, Path directory, int port) throws IOException {
    return switch (words[0]) {
      case "kafka" -> {
        requireFree(port);
        requireFree(port + 1);
        yield KafkaBroker.start(directory, port, KEEPING);
      }
      case "postgres" -> {
        requireFree(port);
        yield PostgresServer.start(directory, port, Path.of(words[3]), LOGICAL);
      }
      default -> throw new IllegalArgumentException("there is no server called " + words[0]);
    };
  }

  private static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new IOException("port " + port + " is taken by another process", e);
    }
  }

  /**
   * Ctrl-C in a terminal reaches every process there, but this one is still needed while the other
   * stops. By name, because Java warns of every direct use.
   */
  private static void ignoreInterrupts() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object nothing =
        Proxy.newProxyInstance(
            handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> null);
    for (String name : new String[] {"INT", "HUP"}) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), nothing);
    }
  }
}
