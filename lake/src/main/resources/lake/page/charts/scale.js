// The scale of a chart.
/** The ends of the scale, zero always among its rules, and the step between some three or four of them. */
export function scale(values) {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const rough = (most - least || 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough);
  return [least, Math.ceil(most / step) * step || (least < 0 ? 0 : step), step];
}
