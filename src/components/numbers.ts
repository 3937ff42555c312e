const superscripts: Record<string, string> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹"
};

/** 10⁻³ for −3; 1 and 10 stand for 0 and 1. */
export function powerOfTen(exponent: number): string {
  if (exponent === 0) return "1";
  if (exponent === 1) return "10";
  return `10${Array.from(String(exponent), (character) => superscripts[character]).join("")}`;
}

/**
 * A number for people: `digits` significant digits, a real minus sign, powers of ten outside [10⁻³, 10⁵). Reads
 * the same in every locale. A missing or non-finite number is an en dash.
 */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power >= -3 && power < 5) return minus(String(Number(value.toPrecision(digits))));
  const leading = minus(String(Number(mantissa)));
  return leading === "1" ? powerOfTen(power) : `${leading} × ${powerOfTen(power)}`;
}

function minus(text: string): string {
  return text.replace("-", "−");
}

/** Tick exponents, at most `count` of them, that cover [low, high] (powers of ten). */
export function decadeTicks(low: number, high: number, count: number): number[] {
  const first = Math.ceil(low - 1e-9);
  const last = Math.floor(high + 1e-9);
  const stride = [1, 2, 5, 10, 20, 50, 100].find((s) => (last - first) / s + 1 <= count) ?? 200;
  const ticks: number[] = [];
  for (let e = Math.ceil(first / stride) * stride; e <= last; e += stride) ticks.push(e);
  return ticks;
}
