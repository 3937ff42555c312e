/** Rough advance widths in em of a system sans-serif; good to about 5 % for words. */
function advance(character: string): number {
  if ("ijl.,:;|'!⁻¹".includes(character)) return 0.3;
  if (" frt()[]-·∥".includes(character)) return 0.36;
  if ("mwMW–—≤≥→×∫∞".includes(character)) return 0.86;
  if (character >= "A" && character <= "Z") return 0.66;
  return 0.56;
}

/** The estimated width in px of one line of text at a font size, without a layout engine (jsdom has none). */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += advance(character);
  return width * fontSize;
}

/** Something that wants its centre at `at` and takes up `size` px. */
export interface Wish {
  readonly at: number;
  readonly size: number;
}

/**
 * Centres, in the order of `wishes`, that keep labels from overlapping, stay in [low, high] as long as they fit, and
 * move as little as possible (least squares: pool adjacent violators). Deterministic: ties keep the given order. When
 * they do not fit, all sizes shrink alike.
 */
export function dodge(wishes: readonly Wish[], low: number, high: number): number[] {
  const total = wishes.reduce((sum, {size}) => sum + size, 0);
  const shrink = total > high - low ? (high - low) / total : 1;
  const order = wishes.map((_, i) => i).sort((i, j) => wishes[i].at - wishes[j].at || i - j);
  const before = new Array<number>(order.length);
  let offset = 0;
  for (const i of order) {
    before[i] = offset + (wishes[i].size * shrink) / 2;
    offset += wishes[i].size * shrink;
  }
  const groups: {sum: number; members: number[]}[] = [];
  for (const i of order) {
    let group = {sum: wishes[i].at - before[i], members: [i]};
    for (;;) {
      const previous = groups.at(-1);
      if (!previous || previous.sum / previous.members.length <= group.sum / group.members.length) break;
      group = {sum: previous.sum + group.sum, members: [...previous.members, ...group.members]};
      groups.pop();
    }
    groups.push(group);
  }
  const centres = new Array<number>(order.length);
  for (const {sum, members} of groups) {
    const start = Math.min(Math.max(sum / members.length, low), Math.max(low, high - total * shrink));
    for (const i of members) centres[i] = start + before[i];
  }
  return centres;
}

/** Which of the labels can stand where they wish without touching another: those of the lowest rank are placed first. */
export function spaced(wishes: readonly Wish[], ranks: readonly number[]): boolean[] {
  const shown = wishes.map(() => false);
  const order = wishes.map((_, i) => i).sort((i, j) => ranks[i]! - ranks[j]! || i - j);
  for (const i of order) {
    const {at, size} = wishes[i]!;
    shown[i] = wishes.every((other, j) => !shown[j] || Math.abs(at - other.at) >= (size + other.size) / 2);
  }
  return shown;
}
