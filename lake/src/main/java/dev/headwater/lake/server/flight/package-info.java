/**
 * The door for Arrow Flight SQL: drivers of JDBC and ADBC. May import engine, door, duck and ask;
 * no other door, not the mirror. Start with FlightSqlEndpoint, then FlightQueries.
 */
package dev.headwater.lake.server.flight;
