/** A cluster's processes: each plays one role, which its environment names and sets up. */
package dev.headwater.jobs.role;
