/**
 * A command of this process: opens Spark on the cold catalog, works, and reports. May import:
 * fault. Begin with SparkWork.
 */
package dev.headwater.batch.run;
