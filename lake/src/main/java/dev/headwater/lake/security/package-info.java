/**
 * Who may do what in the storage: principals, passwords, access rules. May import tables, client
 * and lake. Start with Principal.
 */
package dev.headwater.lake.security;
