package dev.headwater.jobs.run;

import dev.headwater.lake.Catalogs;
import dev.headwater.lake.ColdCatalog;
import dev.headwater.lake.FlussClient;
import dev.headwater.lake.archive.Archive;
import dev.headwater.lake.archive.ArchivedTable;

/**
 * Lets a job of the archive start from the beginning without archiving a row twice: its sink only
 * appends, so what the job will read again is taken out first.
 *
 * @param catalogs where the platform's data lives
 */
public record ArchiveBeginning(Catalogs catalogs) implements JobListener {
  @Override
  public void beginning(JobDefinition job) {
    ArchivedTable.ofJob(job.name())
        .ifPresent(
            table -> {
              try (FlussClient client = new FlussClient(catalogs.bootstrapServers());
                  ColdCatalog cold = new ColdCatalog(catalogs)) {
                new Archive(client, cold).forgetHotDays(table);
              }
            });
  }
}
