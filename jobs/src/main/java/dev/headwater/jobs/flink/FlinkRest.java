package dev.headwater.jobs.flink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.fault.Deadline;
import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.lake.LakeException.Actor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Flink's REST interface, as far as jobs need it. Thread-safe.
 *
 * <p>Every method throws {@link ProgressException} with actor EXTERNAL when Flink is not reachable,
 * and with actor USER when it does not know the job.
 */
public final class FlinkRest {
  private final RestClient client;

  /** Reaches the Flink cluster at {@code url}, for example {@code http://127.0.0.1:8081}. */
  public FlinkRest(URI url) {
    this.client = new RestClient(url);
  }

  /** Value of an option in the cluster's configuration. */
  public Optional<String> configured(String option) {
    for (JsonNode entry : client.get("/jobmanager/config")) {
      if (entry.path("key").asText().equals(option)) {
        return Optional.of(entry.path("value").asText());
      }
    }
    return Optional.empty();
  }

  /** All jobs that the cluster remembers, ended ones included, newest first. */
  public List<JobSummary> jobs() {
    List<JobSummary> jobs = new ArrayList<>();
    for (JsonNode job : client.get("/jobs/overview").path("jobs")) {
      jobs.add(
          new JobSummary(
              job.path("jid").asText(),
              job.path("name").asText(),
              JobState.valueOf(job.path("state").asText()),
              Instant.ofEpochMilli(job.path("start-time").asLong()),
              Optional.of(job.path("end-time").asLong(-1))
                  .filter(time -> time > 0)
                  .map(Instant::ofEpochMilli)));
    }
    jobs.sort(Comparator.comparing(JobSummary::started).reversed());
    return List.copyOf(jobs);
  }

  /** The newest run of a job that is alive, if there is one. */
  public Optional<JobSummary> alive(String job) {
    return jobs().stream()
        .filter(run -> run.name().equals(job) && run.state().isAlive())
        .findFirst();
  }

  /** How many slots the cluster's taskmanagers have in all. */
  public int slots() {
    return client.get("/overview").path("slots-total").asInt();
  }

  /** Slots that are taken by jobs that are not alive: by tasks of a jobmanager that is gone. */
  public int slotsHeldByNobody() {
    Set<String> alive =
        jobs().stream()
            .filter(job -> job.state().isAlive())
            .map(JobSummary::id)
            .collect(Collectors.toSet());
    int held = 0;
    for (JsonNode worker : client.get("/taskmanagers").path("taskmanagers")) {
      JsonNode details = client.get("/taskmanagers/" + worker.path("id").asText());
      for (JsonNode slot : details.path("allocatedSlots")) {
        held += alive.contains(slot.path("jobId").asText()) ? 0 : 1;
      }
    }
    return held;
  }

  /** Whether a taskmanager of this name belongs to the cluster. */
  public boolean knowsTaskManager(String resourceId) {
    for (JsonNode worker : client.get("/taskmanagers").path("taskmanagers")) {
      if (worker.path("id").asText().equals(resourceId)) {
        return true;
      }
    }
    return false;
  }

  /** The job's state now. */
  public JobState state(String jobId) {
    return JobState.valueOf(client.get("/jobs/" + jobId + "/status").path("status").asText());
  }

  /** The job's details as Flink gives them: vertices with names, tasks and record counts. */
  public JsonNode details(String jobId) {
    return client.get("/jobs/" + jobId);
  }

  /** The job's checkpoints as Flink gives them: counts, and the newest with times and sizes. */
  public JsonNode checkpoints(String jobId) {
    return client.get("/jobs/" + jobId + "/checkpoints");
  }

  /** The innermost cause of what made the job fail or restart last, one line, if there was any. */
  public Optional<String> rootException(String jobId) {
    JsonNode newest =
        client.get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries");
    String trace = newest.path(0).path("stacktrace").asText("");
    return Outcome.innermost(trace);
  }

  /**
   * Newest completed checkpoint that can be restored from outside, savepoints left out. Flink
   * answers out of a cache of {@code web.refresh-interval}, so there may be a newer one.
   */
  public Optional<CompletedCheckpoint> latestCheckpoint(String jobId) {
    JsonNode completed = checkpoints(jobId).path("latest").path("completed");
    String path = completed.path("external_path").asText("");
    if (!path.contains("/")) {
      return Optional.empty();
    }
    return Optional.of(new CompletedCheckpoint(completed.path("id").asLong(), path));
  }

  /** Asks for a checkpoint now; see {@link #checkpointOutcome}. */
  public String triggerCheckpoint(String jobId) {
    return client
        .post("/jobs/" + jobId + "/checkpoints", Map.of("checkpointType", "CONFIGURED"))
        .path("request-id")
        .asText();
  }

  /**
   * What became of a checkpoint that {@link #triggerCheckpoint} asked for; failed when that was so
   * long ago that Flink has forgotten it: it remembers for {@code rest.async.store-duration}.
   */
  public Outcome checkpointOutcome(String jobId, String request) {
    try {
      return Outcome.of(client.get("/jobs/" + jobId + "/checkpoints/" + request), "checkpointId");
    } catch (ProgressException e) {
      if (e.actor() != Actor.USER) {
        throw e;
      }
      return new Outcome(true, Optional.empty(), Optional.of("Flink has forgotten the checkpoint"));
    }
  }

  /** Asks the job to stop; {@link JobState#CANCELED} follows, no savepoint is made. */
  public void cancel(String jobId) {
    client.patch("/jobs/" + jobId + "?mode=cancel");
  }

  /**
   * Cancels a job and waits until none of its tasks is left.
   *
   * @throws ProgressException when that takes longer
   */
  public void end(String jobId, Duration timeout) {
    cancel(jobId);
    Deadline deadline = Deadline.after(timeout);
    while (jobs().stream().anyMatch(job -> job.id().equals(jobId) && !job.state().isEnded())) {
      if (deadline.isOver()) {
        throw new ProgressException(
            Actor.EXTERNAL, "job " + jobId + " did not end within " + timeout.toSeconds() + " s");
      }
      deadline.pause();
    }
  }

  /**
   * Stops the job with a savepoint and waits for it.
   *
   * @param directory where Flink puts the savepoint, under a directory of its own
   * @return where the savepoint is
   * @throws ProgressException when the savepoint fails (the job then runs on) or takes longer
   */
  public String stopWithSavepoint(String jobId, URI directory, Duration timeout) {
    return savepoint(
        jobId, "/stop", Map.of("targetDirectory", directory.toString(), "drain", "false"), timeout);
  }

  /**
   * Takes a savepoint and cancels the job after it, without waiting for the job's end: its tasks
   * may write a little more, which the next run writes again.
   *
   * @return where the savepoint is
   * @throws ProgressException when the savepoint fails (the job then runs on) or takes longer
   */
  public String saveAndCancel(String jobId, URI directory, Duration timeout) {
    return savepoint(
        jobId,
        "/savepoints",
        Map.of("target-directory", directory.toString(), "cancel-job", "true"),
        timeout);
  }

  private String savepoint(
      String jobId, String action, Map<String, String> body, Duration timeout) {
    String request = client.post("/jobs/" + jobId + action, body).path("request-id").asText();
    Deadline deadline = Deadline.after(timeout);
    while (true) {
      Outcome outcome =
          Outcome.of(client.get("/jobs/" + jobId + "/savepoints/" + request), "location");
      if (outcome.isDone()) {
        return outcome
            .value()
            .orElseThrow(
                () ->
                    new ProgressException(
                        Actor.EXTERNAL,
                        "job " + jobId + " was not stopped: " + outcome.failure().orElse("")));
      }
      if (deadline.isOver()) {
        throw new ProgressException(
            Actor.EXTERNAL,
            "job " + jobId + " did not stop within " + timeout.toSeconds() + " s; cancel it");
      }
      deadline.pause();
    }
  }
}
