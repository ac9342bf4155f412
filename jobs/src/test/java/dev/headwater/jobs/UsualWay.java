package dev.headwater.jobs;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.sql.SqlScript;
import dev.headwater.jobs.sql.SqlStatement;
import dev.headwater.lake.tables.SqlResources;
import java.util.List;
import java.util.Map;

/** Attribution by an interval join and a rank, on tables of its own: the peer of a benchmark. */
final class UsualWay implements AutoCloseable {
  static final String JOB = "usual_way";

  private final GatewaySession session;
  private final List<SqlStatement> statements =
      SqlScript.statements(SqlResources.in("bench").get(JOB));

  UsualWay(PlatformAddresses platform) {
    this.session = GatewaySession.open(platform.gateway(), Map.of("pipeline.name", JOB));
  }

  void createTables() {
    statements
        .subList(0, statements.size() - 1)
        .forEach(statement -> session.execute(statement.text()));
  }

  void start() {
    session.execute(statements.get(statements.size() - 1).text());
  }

  @Override
  public void close() {
    session.close();
  }
}
