package dev.headwater.jobs.demo.servers;

import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.jobs.room.OtherRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the records of the demo's shop come from: its files, or a broker and a database that the
 * demo starts and stops. Not thread-safe.
 */
public final class ShopSources implements AutoCloseable {
  private static final String SHOP = "shop.json";

  private final Set<ShopServer> servers;
  private final int firstPort;
  private final Map<ShopServer, ServerProcess> processes = new EnumMap<>(ShopServer.class);
  private Path directory = Path.of("");
  private ShopTopics topics;
  private ShopDatabase database;

  /**
   * Nothing is started yet.
   *
   * @param servers none: every record comes from a file
   * @param firstPort of three
   * @throws dev.headwater.lake.LakeException when the servers are not here to be started
   */
  public ShopSources(Set<ShopServer> servers, int firstPort) {
    this.servers = Set.copyOf(servers);
    this.firstPort = firstPort;
    if (!servers.isEmpty()) {
      OtherRoom room = ServerProcess.room();
      room.classPath();
    }
  }

  /**
   * Begins to start the servers.
   *
   * @param parent gets a folder for each, with its data and its log
   * @return what is starting, a line each
   */
  public List<String> start(Path parent) throws IOException {
    directory = parent;
    List<String> words = new ArrayList<>();
    for (ShopServer server : ShopServer.values()) {
      if (servers.contains(server)) {
        ServerProcess process = start(server);
        processes.put(server, process);
        words.add(
            "starting a %s on %s (log: %s)"
                .formatted(server.words(), address(server), process.log()));
      }
    }
    return words;
  }

  private ServerProcess start(ShopServer server) throws IOException {
    Path folder = Files.createDirectories(folder(server));
    int port = server.port(firstPort);
    List<String> words =
        new ArrayList<>(List.of(server.folder(), folder.toString(), Integer.toString(port)));
    switch (server) {
      case KAFKA -> topics = new ShopTopics(address(server));
      case POSTGRES -> {
        Password administrator = Password.in(folder.resolve("administrator-password"));
        Password reader = Password.in(folder.resolve("headwater-password"));
        words.add(administrator.file().toString());
        database = new ShopDatabase(port, administrator, reader);
      }
    }
    return ServerProcess.start(server.words(), folder, words);
  }

  private String address(ShopServer server) {
    return "127.0.0.1:" + server.port(firstPort);
  }

  private Path folder(ShopServer server) {
    return directory.resolve(server.folder());
  }

  /**
   * Waits for the servers, and makes sure that they have this shop's records or none.
   *
   * @throws IllegalArgumentException when a server has those of another shop
   * @throws dev.headwater.lake.LakeException when a server does not start
   */
  public void open(GeneratedShop shop) throws IOException {
    String options = Files.readString(shop.summary());
    for (Map.Entry<ShopServer, ServerProcess> entry : processes.entrySet()) {
      Path known = folder(entry.getKey()).resolve(SHOP);
      if (Files.exists(known) && !Files.readString(known).equals(options)) {
        throw new IllegalArgumentException(
            "the %s in %s has the records of another shop; choose another directory with --data, or remove %s"
                .formatted(entry.getKey().words(), directory, folder(entry.getKey())));
      }
      entry.getValue().await();
      Files.writeString(known, options);
    }
  }

  /** Brings a file's records to where they are to be read from. */
  public IngestInput input(String table, Path file) throws IOException {
    if (servers.contains(ShopServer.POSTGRES) && ShopServer.POSTGRES.tables().contains(table)) {
      return database.fill(table, file);
    }
    if (servers.contains(ShopServer.KAFKA) && ShopServer.KAFKA.tables().contains(table)) {
      return topics.fill(table, file);
    }
    return IngestInput.file(file);
  }

  /** How a person reaches the servers, a line each. */
  public List<String> addresses() {
    List<String> words = new ArrayList<>();
    if (topics != null) {
      words.add("Kafka        %s (topics shop-…)".formatted(address(ShopServer.KAFKA)));
    }
    if (database != null) {
      words.add(
          "Postgres     %s (password in %s)"
              .formatted(
                  database.url(), folder(ShopServer.POSTGRES).resolve("headwater-password")));
    }
    return words;
  }

  /** Stops the servers, all at once. */
  @Override
  public void close() {
    processes.values().parallelStream().forEach(ServerProcess::close);
  }
}
