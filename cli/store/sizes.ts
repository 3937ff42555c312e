/** A size in bytes: 999 B, 12.3 kB, 4.56 MB. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 ? value : threeDigits(value)} ${units[step]}`;
}

/** A time in seconds without its unit: 0.012, 12.3, 1234. */
export function seconds(time: number): string {
  return time < 1 ? time.toFixed(3) : threeDigits(time);
}

function threeDigits(value: number): string {
  return value >= 999.5 ? String(Math.round(value)) : value.toPrecision(3);
}

/** A number of things: 1 result, 2 results. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
