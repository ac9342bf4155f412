package dev.headwater.jobs.settle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Learns from Flink which SQL jobs run and which tables each streams from and into. It asks for a
 * job's stages once: Flink gathers all metrics of all tasks to answer. One thread at a time.
 */
public final class RunningJobs {
  private static final Pattern SOURCE = Pattern.compile("Source: (\\w+)\\[\\d+]");
  private static final Pattern SINK = Pattern.compile("Sink\\((?:\\w+\\.)+(\\w+)\\)");

  /** Jobs that read no log of Fluss: nothing that is ingested passes through them. */
  private static final Set<String> FED_BY_COLD =
      JobDefinitions.load().all().stream()
          .filter(job -> job.coldSource().isPresent())
          .map(JobDefinition::name)
          .collect(Collectors.toUnmodifiableSet());

  private final FlinkRest flink;
  private final Map<String, JsonNode> stages = new HashMap<>();

  public RunningJobs(FlinkRest flink) {
    this.flink = flink;
  }

  /**
   * Every job that reads and writes tables of Fluss and was not stopped, failed ones included: what
   * waits for them has to know. Queries and the tiering job are not among them.
   */
  public List<JobReads> look() {
    List<JobReads> jobs = new ArrayList<>();
    List<JobSummary> all = flink.jobs();
    stages.keySet().retainAll(all.stream().map(JobSummary::id).toList());
    for (String name : new LinkedHashSet<>(all.stream().map(JobSummary::name).toList())) {
      JobSummary job = JobSummary.current(all, name).orElseThrow();
      if (!FED_BY_COLD.contains(name)
          && (job.state().isAlive() || job.state() == JobState.FAILED)) {
        JsonNode vertices = stages(job);
        Set<String> sources = names(vertices, SOURCE);
        Set<String> sinks = names(vertices, SINK);
        if (!sources.isEmpty() && !sinks.isEmpty()) {
          jobs.add(new JobReads(name, job.id(), sources, sinks));
        }
      }
    }
    return jobs;
  }

  /** Whether Flink has laid out this run, so that {@link #look} can tell what it reads. */
  boolean isLaidOut(JobSummary run) {
    return !stages(run).isEmpty();
  }

  private JsonNode stages(JobSummary job) {
    JsonNode known = stages.get(job.id());
    if (known != null) {
      return known;
    }
    JsonNode vertices = flink.details(job.id()).path("vertices");
    if (!vertices.isEmpty()) {
      stages.put(job.id(), vertices);
    }
    return vertices;
  }

  private static Set<String> names(JsonNode vertices, Pattern pattern) {
    Set<String> names = new TreeSet<>();
    for (JsonNode vertex : vertices) {
      pattern
          .matcher(vertex.path("name").asText())
          .results()
          .forEach(name -> names.add(name.group(1)));
    }
    return names;
  }
}
