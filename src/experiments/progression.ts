/** How the numbers of a progression follow each other: by equal differences, or, written with this prefix, by equal quotients. */
const kinds = {
  linear: {prefix: "", digits: 12, at: (first: number, last: number, part: number) => first + (last - first) * part},
  logarithmic: {
    prefix: "log:",
    digits: 4,
    at: (first: number, last: number, part: number) => first * (last / first) ** part
  }
} as const;

type Kind = keyof typeof kinds;

const written = /^(log:)?([^:]+):([^:]+):(\d{1,5})$/;

/** The longest progression, that of a list. */
export const longestList = 10000;

/** Term i of the progression of `count` numbers from `first` to `last`, rounded to the digits of its kind: 12 or, of a logarithmic one, 4. */
function term(kind: Kind, first: number, last: number, count: number, i: number): string {
  if (i === 0 || i === count - 1) return String(i === 0 ? first : last);
  const {at, digits} = kinds[kind];
  return String(Number(at(first, last, i / (count - 1)).toPrecision(digits)));
}

/**
 * The numbers that `first:last:count` stands for, evenly spaced, both ends among them; those of `log:first:last:count` are evenly
 * spaced in their logarithm. Any other text stands for itself.
 */
export function expanded(text: string): string[] {
  const [, prefix, ...parts] = written.exec(text) ?? [];
  const [first, last, count] = parts.map(Number);
  const kind = prefix ? "logarithmic" : "linear";
  const isOne = Number.isFinite(first) && Number.isFinite(last) && count >= 2 && count <= longestList;
  if (!isOne || (prefix && !(first * last > 0))) return [text];
  return Array.from({length: count}, (_, i) => term(kind, first, last, count, i));
}

/** Shorter lists are clearer as they are. */
const fewest = 8;

/** A list of numbers, separated by commas, in its shortest writing: `expanded` gives exactly the same numbers again. */
export function contracted(list: string): string {
  const texts = list.split(",");
  const values = texts.map(Number);
  const parts: string[] = [];
  for (let start = 0; start < texts.length; ) {
    const [kind, length] = longestFrom(texts, values, start);
    const last = start + length - 1;
    parts.push(length < fewest ? texts[start] : `${kinds[kind].prefix}${texts[start]}:${texts[last]}:${length}`);
    start += length < fewest ? 1 : length;
  }
  return parts.join(",");
}

/** The longest progression of consecutive numbers that begins at `start`. */
function longestFrom(texts: readonly string[], values: readonly number[], start: number): [Kind, number] {
  let best: [Kind, number] = ["linear", 1];
  for (const kind of Object.keys(kinds) as Kind[])
    for (let length = texts.length - start; length > best[1]; --length) {
      const [first, last] = [values[start], values[start + length - 1]];
      if (kind === "logarithmic" && !(first * last > 0)) continue;
      let i = 0;
      while (i < length && term(kind, first, last, length, i) === texts[start + i]) ++i;
      if (i === length) best = [kind, length];
    }
  return best;
}
