/** Blocks of neurons that are taken together: their coordinates and forces stay in a core's own cache. */
const blocksPerGroup = 16;

/** A run of `count` blocks from block `first` on. */
export interface Group {
  readonly first: number;
  readonly count: number;
}

/**
 * The unordered pairs of groups of blocks, a group with itself included, dealt out to parts of equal work: row A of the
 * round table meets the groups A, A + 1, … half way round. The parts depend on the shape alone, since each adds up forces of its
 * own and their order decides the last bits.
 */
export class PairSchedule {
  readonly parts: number;
  readonly #groups: number;
  readonly #blocks: number;

  constructor(dimension: number, width: number) {
    this.#blocks = Math.ceil(width / 4);
    this.#groups = Math.ceil(this.#blocks / blocksPerGroup);
    // A part's md forces are cleared and added up, which must be little beside its share of the m²d/2 products. A power of two
    // leaves no thread without a part.
    const worthwhile = 2 ** Math.max(0, Math.round(Math.log2((width * Math.sqrt(dimension)) / 1500)));
    const fitting = Math.ceil(2 ** 24 / (dimension * width));
    this.parts = Math.min(16, this.#groups, worthwhile, fitting);
  }

  /** The pairs of one part, a group with itself first in its row. */
  *pairsOf(part: number): Generator<readonly [Group, Group]> {
    const n = this.#groups;
    const row = (k: number) => Math.floor((k * n) / this.parts);
    for (let A = row(part); A < row(part + 1); ++A)
      for (let offset = 0; 2 * offset <= n; ++offset) {
        const B = (A + offset) % n;
        // Half way round both rows would meet; the even one of the lower half, or its partner, takes the pair.
        const lower = Math.min(A, B);
        if (offset > 0 && 2 * offset === n && (A === lower) !== (lower % 2 === 0)) continue;
        yield [this.#group(A), this.#group(B)];
      }
  }

  #group(index: number): Group {
    const first = index * blocksPerGroup;
    return {first, count: Math.min(blocksPerGroup, this.#blocks - first)};
  }
}
