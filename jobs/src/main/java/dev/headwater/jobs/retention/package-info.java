/** Drops hot days that nobody looks into any more, once the archive holds them. */
package dev.headwater.jobs.retention;
