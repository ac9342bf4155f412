package dev.headwater.jobs.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.progress.FlinkRest;
import dev.headwater.jobs.progress.JobReads;
import dev.headwater.jobs.progress.JobState;
import dev.headwater.jobs.progress.JobSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Learns from Flink which SQL jobs run and which tables each streams from and into. */
public final class RunningJobs {
  private static final Pattern SOURCE = Pattern.compile("Source: (\\w+)\\[\\d+]");
  private static final Pattern SINK = Pattern.compile("Sink\\((?:\\w+\\.)+(\\w+)\\)");

  private RunningJobs() {}

  /** Jobs that read no log of Fluss: nothing that is ingested passes through them. */
  private static final Set<String> FED_BY_COLD =
      JobDefinitions.load().all().stream()
          .filter(job -> job.coldSource().isPresent())
          .map(JobDefinition::name)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Every job that reads and writes tables of Fluss and was not stopped, failed ones included: what
   * waits for them has to know. Queries and the tiering job are not among them.
   */
  public static List<JobReads> of(FlinkRest flink) {
    List<JobReads> jobs = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (JobSummary job : flink.jobs()) {
      if (seen.add(job.name())
          && !FED_BY_COLD.contains(job.name())
          && (job.state().isAlive() || job.state() == JobState.FAILED)) {
        JsonNode vertices = flink.details(job.id()).path("vertices");
        Set<String> sources = names(vertices, SOURCE);
        Set<String> sinks = names(vertices, SINK);
        if (!sources.isEmpty() && !sinks.isEmpty()) {
          jobs.add(new JobReads(job.name(), job.id(), sources, sinks));
        }
      }
    }
    return jobs;
  }

  private static Set<String> names(JsonNode vertices, Pattern pattern) {
    Set<String> names = new TreeSet<>();
    for (JsonNode vertex : vertices) {
      Matcher matcher = pattern.matcher(vertex.path("name").asText());
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
