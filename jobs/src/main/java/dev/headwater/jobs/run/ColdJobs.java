package dev.headwater.jobs.run;

import dev.headwater.lake.Causes;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.archive.Archive;
import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.cold.feed.ColdFeed;
import dev.headwater.lake.cold.feed.MaterializedTable;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cold layer, and the tables that follow it, in step with what becomes of the jobs.
 *
 * @param catalogs where the platform's data lives
 */
public record ColdJobs(Catalogs catalogs) implements JobListener {
  private static final Logger LOG = LoggerFactory.getLogger(ColdJobs.class);

  @Override
  public void beginning(JobDefinition job) {
    Optional<ArchivedTable> archived = ArchivedTable.ofJob(job.name());
    if (archived.isEmpty() && job.coldSource().isEmpty()) {
      return;
    }
    try (FlussClient client = new FlussClient(catalogs.bootstrapServers());
        ColdCatalog cold = new ColdCatalog(catalogs)) {
      // The archive's sink only appends, so what the job will read again is taken out first.
      archived.ifPresent(table -> new Archive(client, cold).forgetHotDays(table));
      job.coldSource()
          .ifPresent(source -> new ColdFeed(client, cold, job.name(), source).beginHere());
    }
  }

  @Override
  public void started(JobDefinition job, String jobId) {
    tell(job, table -> table.activate(job.query(), jobId));
  }

  @Override
  public void stopped(JobDefinition job, String savepoint) {
    tell(job, table -> table.suspend(job.query(), savepoint));
  }

  /** The job runs whatever the catalog says of it; the next start says it again. */
  private void tell(JobDefinition job, Consumer<MaterializedTable> words) {
    if (job.coldSource().isEmpty()) {
      return;
    }
    try (FlussClient client = new FlussClient(catalogs.bootstrapServers())) {
      words.accept(new MaterializedTable(client, job.name()));
    } catch (RuntimeException e) {
      LOG.warn(
          "the state of a materialized table is not as the catalog says table={} cause={}",
          job.name(),
          Causes.deepest(e));
    }
  }
}
