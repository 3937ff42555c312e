/** A value of a parameter as a border reads it; a parameter that takes a list is given it as a text: "0.8,0.5,0.3". */
export type Value = number | string;

/** Values to leave out: some of them, or all between ends that do or do not belong to them. */
export type Condition =
  | readonly Value[]
  | {readonly above?: number; readonly atLeast?: number; readonly below?: number; readonly atMost?: number};

/** All combinations of some values of one experiment's parameters; those that are not named have their defaults. */
export interface SweepPart {
  readonly experiment: string;
  readonly grid: Readonly<Record<string, readonly Value[]>>;
  /**
   * A combination is left out if it meets all conditions of one of these. Names are those of the grid, or products of them:
   * {"dimension*width": {above: 131072}}.
   */
  readonly leaveOut?: readonly Readonly<Record<string, Condition>>[];
}

/** Runs that are made together and can be made again by the sweep's name. */
export interface Sweep {
  /** One sentence: what it is for. */
  readonly shows: string;
  readonly parts: readonly SweepPart[];
  /** The name of its summary's files, where that is not the sweep's own. */
  readonly summary?: string;
}

export type Combination = Readonly<Record<string, Value>>;

/** How many combinations a part has, those that are left out among them. */
export function sizeOf({grid}: SweepPart): number {
  return Object.values(grid).reduce((size, values) => size * values.length, 1);
}

/** The combinations of a part, the last parameter varying fastest, and those that are left out, in the same order. */
export function combinationsOf(part: SweepPart): {readonly kept: Combination[]; readonly leftOut: Combination[]} {
  let all: Combination[] = [{}];
  for (const [name, values] of Object.entries(part.grid))
    all = all.flatMap((before) => values.map((value) => ({...before, [name]: value})));
  const kept: Combination[] = [];
  const leftOut: Combination[] = [];
  for (const combination of all) (isLeftOut(combination, part) ? leftOut : kept).push(combination);
  return {kept, leftOut};
}

/** The parameters that a condition's name is about. */
export function factorsOf(name: string): string[] {
  return name.split("*").map((factor) => factor.trim());
}

function isLeftOut(combination: Combination, {leaveOut = []}: SweepPart): boolean {
  return leaveOut.some((conditions) =>
    Object.entries(conditions).every(([name, condition]) => meets(combination, factorsOf(name), condition))
  );
}

function meets(combination: Combination, factors: readonly string[], condition: Condition): boolean {
  const value =
    factors.length === 1
      ? combination[factors[0]]
      : factors.reduce((product, factor) => product * Number(combination[factor]), 1);
  if ("length" in condition) return condition.some((one) => String(one) === String(value));
  const number = Number(value);
  const {
    above = Number.NEGATIVE_INFINITY,
    atLeast = Number.NEGATIVE_INFINITY,
    below = Number.POSITIVE_INFINITY,
    atMost = Number.POSITIVE_INFINITY
  } = condition;
  return number > above && number >= atLeast && number < below && number <= atMost;
}
