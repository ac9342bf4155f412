package dev.headwater.jobs;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Path;

/** Ingests a file as a person would who says no more than the table. */
public final class FileIngest {
  private FileIngest() {}

  public static IngestReport of(PlatformAddresses platform, String table, Path file) {
    return new Ingest(
            IngestRequest.of(
                platform.bootstrapServers(),
                TableDefinitions.DATABASE,
                IngestInput.file(file),
                table),
            IngestProgress.silent())
        .run();
  }
}
