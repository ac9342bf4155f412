// Numbers, amounts, shares, days, ages and moments as the page writes them.
const LOCALE = "en";
const COUNT = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const AMOUNT = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const COMPACT = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const ROUGH = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumSignificantDigits: 2 });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
const LONG_DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeZone: "UTC" });

export const count = (number) => COUNT.format(number);

export const compact = (number) => COMPACT.format(number);

/** With two digits, as rates are. */
export const rough = (number) => ROUGH.format(number);

export const share = (part, whole) => (whole ? `${Math.round((1000 * part) / whole) / 10} %` : "–");

export const amount = (number) => AMOUNT.format(number);

export const money = (number, currency) => `${amount(number)} ${currency}`;

export const day = (iso) => DAY.format(new Date(`${iso}T00:00:00Z`));

export const longDay = (iso) => LONG_DAY.format(new Date(`${iso}T00:00:00Z`));

export function age(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** A name without its underscores. */
export const words = (name) => name.replaceAll("_", " ");

/** A value in one of the units that dashboards name as Grafana does. */
export function inUnit(value, unit) {
  switch (unit) {
    case "s":
      return value < 120 ? `${ROUGH.format(value)} s` : age(1000 * value);
    case "percentunit":
      return share(value, 1);
    case "cps":
      return `${ROUGH.format(value)}/s`;
    case "bytes":
      return `${compact(value)}B`;
    default:
      return compact(value);
  }
}

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const EXACT = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });

/** A moment, in UTC, as is fit for a chart over some seconds; epoch seconds. */
export function clock(time, seconds) {
  const moment = new Date(1000 * time);
  if (seconds > 86_400) {
    return DAY.format(moment);
  }
  return (seconds > 900 ? TIME : EXACT).format(moment);
}
