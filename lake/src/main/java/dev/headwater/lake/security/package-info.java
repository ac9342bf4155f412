/** Who may do what in Fluss, and how its clients say who they are. */
package dev.headwater.lake.security;
