package dev.headwater.jobs.sql;

/**
 * One statement of a script.
 *
 * @param text the statement without its closing semicolon
 * @param line line of the script it starts on, from 1
 */
public record SqlStatement(String text, int line) {}
