package dev.headwater.jobs.cli.words;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** Says where a started platform listens and what can be done with it. */
public final class UpWords {
  private UpWords() {}

  public static String ready(PlatformAddresses platform, PlatformPorts ports, Path data) {
    return Ansi.AUTO.string(
        """
        @|bold,green ready|@: look at it on %s
          storage      %s
          Flink        %s (jobs in the browser)
          SQL gateway  %s
          queries      %s (POST /query)
          metrics      http://127.0.0.1:%d/metrics
          data         %s
        try: headwater status, headwater sql, headwater query "SELECT reason, COUNT(*) FROM attributed_orders GROUP BY reason"
        Ctrl-C stops; every job leaves a savepoint.\
        """
            .formatted(
                platform.query(),
                platform.bootstrapServers(),
                platform.flink(),
                platform.gateway(),
                platform.query(),
                ports.metrics(),
                data));
  }
}
