package dev.headwater.jobs.cli.options;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.role.Role;
import dev.headwater.jobs.role.RoleSettings;
import dev.headwater.jobs.role.Setting;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command finds the running platform. */
public final class PlatformLocation {
  private static final int CONNECT_MILLIS = 2_000;

  /** Set in a role of a cluster, whose parts have an address each. */
  private static final String CLUSTER = System.getenv(Setting.FLUSS.variable());

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "First port of a platform on this machine (default: 9200).")
  Integer portBase;

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      description = "Platform to use: its host and first port.")
  public String connect;

  /**
   * Addresses of a platform that answers.
   *
   * @throws LakeException as EXTERNAL when nothing listens there
   */
  public PlatformAddresses running() {
    PlatformAddresses addresses = addresses();
    require(addresses.flink(), "Flink");
    require(addresses.gateway(), "the SQL gateway");
    requireStorage(addresses);
    return addresses;
  }

  /** The same when only the query server has to answer. */
  public URI queryServer() {
    URI address = addresses().query();
    require(address, "the query server");
    return address;
  }

  /** The same when only the storage has to answer. */
  public PlatformAddresses storage() {
    PlatformAddresses addresses = addresses();
    requireStorage(addresses);
    return addresses;
  }

  private static void requireStorage(PlatformAddresses addresses) {
    require(URI.create("fluss://" + addresses.bootstrapServers()), "Fluss");
  }

  /** The same location as words for another command. */
  public List<String> words() {
    if (connect != null) {
      return List.of("--connect", connect);
    }
    return portBase == null ? List.of() : List.of("--port-base", Integer.toString(portBase));
  }

  public PlatformAddresses addresses() {
    if (connect == null && portBase == null && CLUSTER != null) {
      return RoleSettings.of(Role.INGEST, System.getenv()).addresses().platform();
    }
    if (connect == null) {
      int base = portBase == null ? PlatformPorts.DEFAULT_BASE : portBase;
      return PlatformAddresses.of("127.0.0.1", new PlatformPorts(base));
    }
    if (portBase != null) {
      throw new IllegalArgumentException("give --connect or --port-base, not both");
    }
    int colon = connect.lastIndexOf(':');
    try {
      return PlatformAddresses.of(
          connect.substring(0, colon),
          new PlatformPorts(Integer.parseInt(connect.substring(colon + 1))));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException("--connect " + connect + " is not HOST:PORT", e);
    }
  }

  private static void require(URI address, String part) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
    } catch (IOException e) {
      throw new LakeException(
          Actor.EXTERNAL,
          "the platform is not up: %s does not answer at %s:%d; start it with `headwater up`, or name it with --port-base or --connect"
              .formatted(part, address.getHost(), address.getPort()),
          e);
    }
  }
}
