/** Other rooms as processes: their class paths and this one never meet. */
package dev.headwater.jobs.room;
