// Every day from the first to the last, also those on which nothing happened.
const A_DAY = 86_400_000;

export function everyDay(days) {
  const times = days.map((day) => Date.parse(`${day}T00:00:00Z`));
  const all = [];
  for (let time = Math.min(...times); time <= Math.max(...times); time += A_DAY) {
    all.push(new Date(time).toISOString().slice(0, 10));
  }
  return all;
}
