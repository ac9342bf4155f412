/**
 * The launcher's main class, and the commands that run this command line again: up, role, schedule.
 * May import: everything; nothing imports it. Begin with Headwater, which lists every command.
 */
package dev.headwater.jobs.cli;
