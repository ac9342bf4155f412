/**
 * Failures with who must act on them, and what the process tells its caller. May import: nothing of
 * Headwater. Begin with BatchException.
 */
package dev.headwater.batch.fault;
