package dev.headwater.lake.server.engine;

import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.union.LakeFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.fluss.utils.FileUtils;

/** Many worlds side by side in one lake, with restarts between their rounds. */
final class UnionWorldsRun implements AutoCloseable {
  private static final int ROUNDS = 4;

  private final Path directory;
  private final LakeFixture lake;
  private final ExecutorService threads;
  private QueryEngine engine;

  UnionWorldsRun() throws Exception {
    directory = Files.createTempDirectory("union-worlds");
    lake = LakeFixture.start(directory.resolve("data"));
    lake.tiering().start();
    engine = open();
    threads = Executors.newCachedThreadPool();
  }

  private QueryEngine open() {
    return QueryEngine.open(
        QuerySettings.of(
            lake.fluss().bootstrapServers(), lake.fluss().lake(), directory.resolve("cache")));
  }

  /** Plays random worlds; returns what went wrong in which, in words, empty when nothing did. */
  String failures(int number, Random random) throws Exception {
    List<PlayedWorld> worlds = new ArrayList<>();
    for (UnionWorld world : UnionWorld.some(number, ROUNDS, random)) {
      String name = "world_" + worlds.size();
      worlds.add(new PlayedWorld(lake, lake.create(name, world.table()), world));
    }
    Map<Integer, String> failures =
        sideBySide(worlds, world -> world.check(engine, random, "empty"));
    int storageRestart = random.nextInt(1, ROUNDS);
    for (int i = 0; i < ROUNDS && failures.isEmpty(); i++) {
      int round = i;
      if (round == storageRestart) {
        lake.restartStorage();
      }
      if (random.nextBoolean()) {
        engine.close();
        engine = open();
      }
      try (FlussClient writers = new FlussClient(lake.fluss().bootstrapServers())) {
        failures = sideBySide(worlds, world -> world.play(round, engine, writers.connection()));
      }
    }
    return String.join("\n\n", failures.values());
  }

  private interface Step {
    void play(PlayedWorld world) throws Exception;
  }

  private Map<Integer, String> sideBySide(List<PlayedWorld> worlds, Step step) throws Exception {
    List<Future<String>> played = new ArrayList<>();
    for (PlayedWorld world : worlds) {
      played.add(
          threads.submit(
              () -> {
                try {
                  step.play(world);
                  return "";
                } catch (Exception | AssertionError e) {
                  return world + "\n" + e;
                }
              }));
    }
    Map<Integer, String> failures = new TreeMap<>();
    for (int i = 0; i < played.size(); i++) {
      String failure = played.get(i).get();
      if (!failure.isEmpty()) {
        failures.put(i, failure);
      }
    }
    return failures;
  }

  @Override
  public void close() throws Exception {
    threads.shutdownNow();
    engine.close();
    lake.close();
    FileUtils.deleteDirectoryQuietly(directory.toFile());
  }
}
