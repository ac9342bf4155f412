/** Few files and young snapshots, in the lake and in the cold catalog. */
package dev.headwater.lake.maintenance;
