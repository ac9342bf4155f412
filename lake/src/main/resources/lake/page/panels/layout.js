// Places tables in columns by how many jobs lie before them; tables that no job reads stand last, and jobs before what they write.

/** `[{ name, column, row, writers }]`, columns from 0, rows from 0 down; a table takes as many rows as it has writers. */
export function placed(flows) {
  const jobs = flows.filter((flow) => flow.reads.length > 0);
  const names = [...new Set(flows.flatMap((flow) => [...flow.reads, ...flow.writes]))];
  const writers = new Map(names.map((name) => [name, jobs.filter((job) => job.writes.includes(name))]));
  const readers = new Map(names.map((name) => [name, jobs.filter((job) => job.reads.includes(name))]));
  const depths = new Map();
  const depth = (name) => {
    if (!depths.has(name)) {
      // Set before it is known, so that a circle of jobs ends.
      depths.set(name, 0);
      const inputs = writers.get(name).flatMap((job) => job.reads);
      depths.set(name, inputs.length ? 1 + Math.max(...inputs.map(depth)) : 0);
    }
    return depths.get(name);
  };
  const last = Math.max(...names.map(depth));
  const columns = Array.from({ length: last + 1 }, () => []);
  for (const name of names) {
    const made = depth(name) > 0;
    columns[made && readers.get(name).length === 0 ? last : depth(name)].push({ name, writers: writers.get(name).map((job) => job.name) });
  }
  order(columns, (name) => writers.get(name).flatMap((job) => job.reads), (name) => readers.get(name).flatMap((job) => job.writes));
  return columns.flatMap((tables, column) => tables.map((table) => ({ ...table, column })));
}

/** Sweeps over the columns, so that tables stand near those they are made from and those made from them. */
function order(columns, inputs, outputs) {
  columns.forEach((tables) => tables.sort((a, b) => a.name.localeCompare(b.name)));
  for (let sweep = 0; sweep < 6; sweep++) {
    const near = sweep % 2 === 0 ? inputs : outputs;
    const start = sweep % 2 === 0 ? 1 : 0;
    place(columns);
    const rows = new Map(columns.flat().map((table) => [table.name, table.row]));
    for (const tables of columns.slice(start, start === 1 ? undefined : -1)) {
      const wish = (table) => mean(near(table.name).map((name) => rows.get(name)), Infinity);
      tables.sort((a, b) => wish(a) - wish(b) || a.name.localeCompare(b.name));
      place(columns);
    }
  }
  place(columns);
}

/** Rows from the top, each column in the middle of the tallest. */
function place(columns) {
  const height = (table) => Math.max(1, table.writers.length / 2);
  const tallest = Math.max(...columns.map((tables) => tables.reduce((sum, table) => sum + height(table), 0)));
  for (const tables of columns) {
    let row = (tallest - tables.reduce((sum, table) => sum + height(table), 0)) / 2;
    for (const table of tables) {
      table.row = row + height(table) / 2;
      row += height(table);
    }
  }
}

const mean = (numbers, otherwise) => (numbers.length ? numbers.reduce((sum, n) => sum + n, 0) / numbers.length : otherwise);
