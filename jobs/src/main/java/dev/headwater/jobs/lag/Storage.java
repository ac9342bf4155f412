package dev.headwater.jobs.lag;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.client.FlussLogin;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.FlussConnection;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;

/** A connection to Fluss and what is asked over it. */
public final class Storage implements AutoCloseable {
  private final FlussConnection connection;
  private final String database;
  private final LogEnds ends;

  private Storage(FlussConnection connection, String database) {
    this.connection = connection;
    this.database = database;
    this.ends = new LogEnds(connection.getAdmin(), database);
  }

  public static Storage connect(String bootstrapServers, String database) {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
    FlussLogin.options().forEach(configuration::setString);
    try {
      return new Storage(
          (FlussConnection) ConnectionFactory.createConnection(configuration), database);
    } catch (RuntimeException e) {
      throw new ProgressException(
          Actor.EXTERNAL,
          "Fluss is not reachable at " + bootstrapServers + ": " + Causes.deepest(e),
          e);
    }
  }

  /** The same connection, with nothing remembered of tables. */
  public Storage withoutMemory() {
    return new Storage(connection, database);
  }

  public LogEnds ends() {
    return ends;
  }

  public LagMeter lagMeter() {
    return new LagMeter(ends, new FetchedRecords(connection), new SnapshotRows(connection));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (Exception e) {
      throw new ProgressException(
          Actor.INTERNAL, "the connection to Fluss did not close: " + Causes.deepest(e), e);
    }
  }
}
