/**
 * What attribution must find for each order, and how much of it was found. May import seed. Start
 * with Truth, then Score.
 */
package dev.headwater.ingest.generate.truth;
