package dev.headwater.jobs.oracle;

import java.util.List;

/** Tables whose rows are found out together. */
interface TableGroup {
  List<ExpectedRows> tables();
}
