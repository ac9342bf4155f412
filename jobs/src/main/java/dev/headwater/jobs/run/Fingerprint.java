package dev.headwater.jobs.run;

import dev.headwater.jobs.sql.CanonicalSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tells one version of a job from another: a job goes on only from what its own left. */
final class Fingerprint {
  /**
   * To be raised when a function of the room function keeps its state in another shape: jobs that
   * call one begin anew.
   */
  private static final int FUNCTIONS = 1;

  private static final String FUNCTION = "'dev.headwater.jobs.function.";
  private static final int LENGTH = 12;

  private Fingerprint() {}

  /** Of what the job does: its statements, whatever comments say, and the functions it calls. */
  static String of(JobDefinition job) {
    String statements =
        Stream.concat(job.preparation().stream(), Stream.of(job.statement()))
            .map(CanonicalSql::of)
            .collect(Collectors.joining(";"));
    return digest(statements + (callsFunctions(job) ? ";functions " + FUNCTIONS : ""));
  }

  /** Of the file's text, as snapshots were named before; they are gone on from while it is so. */
  static String ofText(JobDefinition job) {
    return digest(job.sql());
  }

  private static boolean callsFunctions(JobDefinition job) {
    return job.preparation().stream().anyMatch(one -> one.text().contains(FUNCTION));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
