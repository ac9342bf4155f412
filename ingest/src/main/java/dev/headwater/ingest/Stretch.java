package dev.headwater.ingest;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From where to where a run went, for sources whose lines have numbers.
 *
 * @param continuedAfterLine last line of the run before
 * @param interruptedAfterLine last line that is safe, when the run was stopped before the end
 * @param positionFile where the way on is remembered, when there is one left
 */
record Stretch(
    OptionalLong continuedAfterLine,
    OptionalLong interruptedAfterLine,
    Optional<Path> positionFile) {}
