/** Records that were refused: what they are, and once more after a mend. */
package dev.headwater.jobs.rejects;
