package dev.headwater.jobs.progress;

import dev.headwater.lake.LakeException.Actor;

/** Turns an interrupt into this room's exception, with the thread's flag set by the caller. */
final class Interruption {
  private Interruption() {}

  static ProgressException during(String what, InterruptedException cause) {
    return new ProgressException(Actor.USER, "interrupted while " + what, cause);
  }
}
