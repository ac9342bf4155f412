package dev.headwater.jobs.run;

import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;

/** The tables of a running platform. */
public final class ExistingTables implements AutoCloseable {
  private static final long REQUEST_SECONDS = 10;

  private final FlussClient client;

  /**
   * Connects to Fluss.
   *
   * @param bootstrapServers host:port
   */
  public ExistingTables(String bootstrapServers) {
    client = new FlussClient(bootstrapServers);
  }

  /** The table as it exists; empty when there is none. */
  Optional<TableDescriptor> find(String table) {
    try {
      return Optional.of(
          client
              .admin()
              .getTableInfo(TablePath.of(TableDefinitions.DATABASE, table))
              .get(REQUEST_SECONDS, TimeUnit.SECONDS)
              .toTableDescriptor());
    } catch (ExecutionException | TimeoutException notThere) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
