// Numbers, amounts, shares, days and ages as the page writes them.
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
