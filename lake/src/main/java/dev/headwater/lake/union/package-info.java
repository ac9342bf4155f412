/** Complete, bounded reads of tables whose rows lie partly in Fluss and partly in the lake. */
package dev.headwater.lake.union;
