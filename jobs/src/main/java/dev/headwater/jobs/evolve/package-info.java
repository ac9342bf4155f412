/** Further columns for tables that are in use. */
package dev.headwater.jobs.evolve;
