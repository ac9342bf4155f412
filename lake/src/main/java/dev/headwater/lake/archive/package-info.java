/** What the cold archive holds of the hot tables, and which hot days it makes superfluous. */
package dev.headwater.lake.archive;
