/** What the platform does for itself at set times: which runs are due, under way, and done. */
package dev.headwater.jobs.schedule;
