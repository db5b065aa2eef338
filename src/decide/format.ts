/**
 * Numbers for people, used by every sentence and every table. Each takes a number that is known; what is unknown is said by
 * the caller, in a word. All use the minus sign U+2212 and a point.
 */
const minus = "\u2212";

function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `${minus}${text}` : text;
}

/** A share in [0, 1] as `82.0%`. */
export function percent(share: number): string {
  return `${fixed(share * 100, 1)}%`;
}

/** A change of a share as signed points: `+0.6`, `−8.0`, `0.0`. */
export function points(change: number): string {
  const text = fixed(change * 100, 1);
  return change > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** A size in points without sign, as short as it is exact to a tenth: `8.1`, `5`. */
export function plainPoints(size: number): string {
  return fixed(Math.abs(size) * 100, 1).replace(/\.0$/, "");
}

/** US dollars with three significant digits, and cents at least: `$0.0041`, `$0.00412`, `$0.84`, `$1.25`, `$1,204`. */
export function usd(amount: number): string {
  const size = Math.abs(amount);
  const sign = amount < 0 ? minus : "";
  if (size === 0) return "$0.00";
  if (size >= 100) return `${sign}$${integer(size)}`;
  const digits = size >= 1 ? 2 : Math.min(12, 2 - Math.floor(Math.log10(size)));
  const text = size.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, "$1");
  return `${sign}$${text}`;
}

/** A duration in milliseconds as `840 ms`, `2.31 s` or `67.7 s`. */
export function ms(duration: number): string {
  if (Math.abs(duration) < 1000) return `${fixed(duration, 0)} ms`;
  const seconds = duration / 1000;
  return `${Math.abs(seconds) < 10 ? fixed(seconds, 2) : fixed(seconds, 1)} s`;
}

/** A limit is a round number: `3.00 s` is written `3 s`. */
export function shortNumber(text: string): string {
  return text.replace(/\.(\d*?)0+(?!\d)/u, (_, kept: string) => (kept === "" ? "" : `.${kept}`));
}

/** A ratio as `×0.89`; a bound that says nothing (none, or beyond any use) as `unbounded`. */
export function ratio(value: number): string {
  return value > 1e6 ? "unbounded" : `×${fixed(value, 2)}`;
}

/** A whole number with thousands separated: `1,567`. */
export function integer(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 case`, `4 cases`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${integer(count)} ${count === 1 ? one : many}`;
}

/** The first ids in backquotes, and how many more there are: `` `refund-01`, `refund-07` and 3 more ``. */
export function listed(ids: readonly string[], most = 3): string {
  const shown = ids.slice(0, most).map((id) => `\`${id}\``);
  const more = ids.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${integer(more)} more` : shown.join(", ");
}

/** As the start of a sentence. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As a part of a sentence. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
