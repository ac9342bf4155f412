package dev.headwater.batch.backfill;

import dev.headwater.batch.fault.BatchException;
import dev.headwater.batch.fault.BatchException.Actor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waiting for the platform: what it has accepted is in its marts and in the archive. */
final class Settling {
  private Settling() {}

  /**
   * Returns when all that was accepted before the call is in every mart and in the archive.
   *
   * @param door of whoever started this process, who knows the platform
   * @throws BatchException when the platform does not get there
   */
  static void await(URI door) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    HttpRequest.Builder request = HttpRequest.newBuilder(door).timeout(Duration.ofMinutes(30));
    try {
      HttpResponse<String> answer =
          client.send(request.POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new BatchException(
            Actor.EXTERNAL, "the platform does not settle: " + answer.body().trim());
      }
    } catch (IOException e) {
      throw new BatchException(
          Actor.EXTERNAL, "the command that started Spark is gone: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BatchException(Actor.EXTERNAL, "interrupted while the platform settles", e);
    }
  }
}
