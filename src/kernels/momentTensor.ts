import {KernelInputError} from "./input.js";

/** The most numbers that the matrices of a tensor may hold: 64 MiB. */
const largestSize = 2 ** 23;

/** The most parts that a tensor's matrices are dealt out to. */
const mostParts = 16;

/**
 * How a symmetric tensor of degree k ≥ 2 in d dimensions is stored: as a symmetric matrix for each prefix a_1 ≤ … ≤ a_{k−2}, which
 * holds the entries whose last two indices are at least b = a_{k−2} (0 if k = 2). A matrix of size n = d − b has n rows of
 * 4⌈n/4⌉ numbers, and as many rows; what lies beyond n is 0.
 */
export interface MomentTensor {
  readonly dimension: number;
  readonly degree: number;
  /** Matrices in all. */
  readonly count: number;
  /** Numbers in all. */
  readonly size: number;
  /** Parts of about equal work: part p has the matrices from starts[p] to starts[p + 1]. */
  readonly starts: readonly number[];
  /** The place of the first number of matrix r; offsets[count] is `size`. */
  readonly offsets: Int32Array;
  /** The prefix of matrix r is prefixes[r(k−2)] … */
  readonly prefixes: Int32Array;
}

/** The numbers of a tensor, without making it; Infinity where that is more than can be counted. */
export function tensorSize(dimension: number, degree: number): number {
  let size = 0;
  // Prefixes that end in b: C(b + k − 3, k − 3), made from those that end in b − 1.
  let prefixes = 1;
  for (let b = 0; b < (degree > 2 ? dimension : 1); ++b) {
    if (b > 0) prefixes = (prefixes * (b + degree - 3)) / b;
    const n = dimension - b;
    size += prefixes * (4 * Math.ceil(n / 4)) ** 2;
    if (!Number.isFinite(size)) return Number.POSITIVE_INFINITY;
  }
  return size;
}

/** Whether a tensor is small enough to be stored. */
export function tensorFits(dimension: number, degree: number): boolean {
  return tensorSize(dimension, degree) <= largestSize;
}

let latest: MomentTensor[] = [];

/**
 * The layout of the tensors of this dimension and degree (≥ 2). Throws a KernelInputError where they would not fit.
 */
export function momentTensor(dimension: number, degree: number): MomentTensor {
  const known = latest.find((tensor) => tensor.dimension === dimension && tensor.degree === degree);
  if (known) return known;
  if (!tensorFits(dimension, degree))
    throw new KernelInputError(
      `a moment tensor must hold at most ${largestSize} numbers, got degree ${degree} in dimension ${dimension}; ` +
        "use the sums over pairs"
    );
  const levels = degree - 2;
  const offsets = [0];
  const prefixes: number[] = [];
  const prefix = new Array<number>(levels).fill(0);
  for (let more = true; more; ) {
    prefixes.push(...prefix);
    const n = dimension - (prefix[levels - 1] ?? 0);
    offsets.push(offsets[offsets.length - 1] + (4 * Math.ceil(n / 4)) ** 2);
    // The next non-decreasing sequence: the last index that can grow does, and those after it start from there.
    let level = levels - 1;
    while (level >= 0 && prefix[level] === dimension - 1) --level;
    more = level >= 0;
    if (more) prefix.fill(prefix[level] + 1, level);
  }
  const count = offsets.length - 1;
  const size = offsets[count];
  const parts = Math.min(mostParts, count);
  const starts = Array.from({length: parts + 1}, (_, p) => offsets.findIndex((offset) => offset * parts >= p * size));
  const tensor = {
    dimension,
    degree,
    count,
    size,
    starts,
    offsets: Int32Array.from(offsets),
    prefixes: Int32Array.from(prefixes)
  };
  // A link has a few degrees; more of them would only hold memory.
  latest = [tensor, ...latest.slice(0, 7)];
  return tensor;
}

/** The records of the matrices from `first` to `last`, as assembly/moments.ts reads them, with offsets from the first. */
export function momentRecords(
  {dimension, degree, offsets, prefixes}: MomentTensor,
  first: number,
  last: number
): Int32Array {
  const levels = degree - 2;
  const records = new Int32Array((3 + levels) * (last - first));
  for (let r = first, at = 0; r < last; ++r, at += 3 + levels) {
    const own = prefixes.subarray(r * levels, (r + 1) * levels);
    let changed = 1;
    if (r > first) while (changed < levels && own[changed - 1] === prefixes[(r - 1) * levels + changed - 1]) ++changed;
    records.set([changed, dimension - (levels > 0 ? own[levels - 1] : 0), offsets[r] - offsets[first]], at);
    records.set(own, at + 3);
  }
  return records;
}

/**
 * From the sums M_cd = Σ_j Q_j w_cj w_dj (c ≤ d) of matrix r, Q the product over its prefix, to the matrix B that makes
 * Σ_prefixes ½ Q wᵀBw = (1/k) Σ_j ⟨w_j, w⟩^k: each monomial counted as often as its indices can be ordered. Written to `to`.
 */
export function weighMoments(
  {dimension, degree, offsets, prefixes}: MomentTensor,
  r: number,
  sums: Float64Array,
  to: Float64Array
): void {
  const levels = degree - 2;
  let orders = 1 / degree;
  for (let n = 2; n <= degree; ++n) orders *= n;
  let repeated = 0;
  for (let l = 0; l < levels; ++l) {
    repeated = l > 0 && prefixes[r * levels + l] === prefixes[r * levels + l - 1] ? repeated + 1 : 1;
    orders /= repeated;
  }
  const n = dimension - (levels > 0 ? prefixes[(r + 1) * levels - 1] : 0);
  const stride = Math.sqrt(offsets[r + 1] - offsets[r]);
  // In row 0 one more index, or two, repeat the end of the prefix. A diagonal entry of B is twice that of the monomial.
  const edge = orders / (repeated + 1);
  for (let c = 0; c < n; ++c)
    for (let d = c; d < n; ++d) {
      const weight = c > 0 ? orders : d > 0 ? edge : (2 * edge) / (repeated + 2);
      const entry = weight * sums[c * stride + d];
      to[c * stride + d] = entry;
      to[d * stride + c] = entry;
    }
}

/** The degrees of the forms that a force with p and sums with q are made of. */
export function formDegrees(p: ArrayLike<number> | undefined, q?: ArrayLike<number>): number[] {
  const top = Math.max(p?.length ?? 0, (q?.length ?? 0) - 1);
  return Array.from({length: top}, (_, k) => k + 1).filter((k) => (p?.[k - 1] ?? 0) !== 0 || (q?.[k] ?? 0) !== 0);
}
