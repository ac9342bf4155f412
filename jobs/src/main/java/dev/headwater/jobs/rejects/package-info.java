/**
 * Records that were refused: what they are, and once more after a mend. May import: query, ingest
 * (what a refusal is), and lake (the union). Begin with Rejects.
 */
package dev.headwater.jobs.rejects;
