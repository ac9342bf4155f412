/**
 * Makes a shop of any size from a seed, with edge cases and the truth of each attribution. May
 * import seed, truth, world and writing; nothing of ingest itself. Start with Generator.generate.
 */
package dev.headwater.ingest.generate;
