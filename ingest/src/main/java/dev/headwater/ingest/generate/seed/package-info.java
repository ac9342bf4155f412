/**
 * What everything of a shop grows from: options, seeded dice, and how a JSON line is spelt. Imports
 * nothing of Headwater. Start with GeneratorOptions.
 */
package dev.headwater.ingest.generate.seed;
