package dev.headwater.jobs.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns that a job's join compares for equality, by table: enough of its SQL to explain a
 * broken plan, never to decide about one.
 */
final class JoinKeys {
  private static final Pattern INPUT =
      Pattern.compile("\\b(?:FROM|JOIN)\\s+(\\w+)\\s+AS\\s+(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern EQUALITY =
      Pattern.compile("\\b(\\w+)\\.(\\w+)\\s*=\\s*(\\w+)\\.(\\w+)");

  private final Map<String, String> tableByAlias = new LinkedHashMap<>();
  private final Map<String, List<String>> columnsByTable = new LinkedHashMap<>();

  private JoinKeys() {}

  static JoinKeys of(String sql) {
    JoinKeys keys = new JoinKeys();
    Matcher input = INPUT.matcher(sql);
    while (input.find()) {
      keys.tableByAlias.put(input.group(2), input.group(1));
    }
    Matcher equality = EQUALITY.matcher(sql);
    while (equality.find()) {
      keys.add(equality.group(1), equality.group(2));
      keys.add(equality.group(3), equality.group(4));
    }
    return keys;
  }

  private void add(String alias, String column) {
    String table = tableByAlias.get(alias);
    if (table != null) {
      columnsByTable.computeIfAbsent(table, name -> new ArrayList<>()).add(column);
    }
  }

  Collection<String> tables() {
    return columnsByTable.keySet();
  }

  List<String> comparedIn(String table) {
    return columnsByTable.get(table);
  }
}
