package dev.headwater.jobs.status;

/**
 * A component or a job.
 *
 * @param name what it is called
 * @param state its state in one word
 * @param ready whether it does its work; a job also when it may stand still
 * @param detail address, or what is wrong; empty when there is nothing to say
 */
public record Part(String name, String state, boolean ready, String detail) {}
