import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {dodge, spaced, textWidth, type Wish} from "../../src/components/labels.js";

const wishes = fc.array(
  fc.record({at: fc.double({min: 0, max: 300, noNaN: true}), size: fc.constantFrom(12, 16, 30)}),
  {
    maxLength: 9
  }
);
const runs = {seed: 7, numRuns: 300};

function overlaps(centres: readonly number[], all: readonly Wish[]): number {
  let worst = 0;
  for (let i = 0; i < all.length; ++i)
    for (let j = 0; j < i; ++j)
      worst = Math.max(worst, (all[i].size + all[j].size) / 2 - Math.abs(centres[i] - centres[j]));
  return worst;
}

describe("dodge", () => {
  it("keeps labels apart, inside and in the order of their wishes", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const centres = dodge(all, 0, 300);
        expect(overlaps(centres, all)).toBeLessThan(1e-9);
        all.forEach(({at, size}, i) => {
          expect(centres[i]).toBeGreaterThanOrEqual(size / 2 - 1e-9);
          expect(centres[i]).toBeLessThanOrEqual(300 - size / 2 + 1e-9);
          all.forEach((other, j) => {
            if (at < other.at) expect(centres[i]).toBeLessThan(centres[j]);
          });
        });
      }),
      runs
    );
  });

  it("moves nothing that does not have to move", () => {
    expect(
      dodge(
        [
          {at: 40, size: 16},
          {at: 200, size: 16},
          {at: 100, size: 16}
        ],
        0,
        300
      )
    ).toEqual([40, 200, 100]);
  });

  it("moves as little as possible in the sense of least squares", () => {
    const all = [
      {at: 100, size: 16},
      {at: 104, size: 16},
      {at: 109, size: 16}
    ];
    const cost = (centres: readonly number[]) => centres.reduce((sum, c, i) => sum + (c - all[i].at) ** 2, 0);
    const best = cost(dodge(all, 0, 300));
    for (let first = 60; first < 130; first += 0.5)
      expect(cost([first, first + 16, first + 32])).toBeGreaterThanOrEqual(best - 1e-9);
  });

  it("shrinks all sizes alike when there is no room", () => {
    const centres = dodge(
      Array.from({length: 10}, () => ({at: 5, size: 16})),
      0,
      80
    );
    expect(centres[0]).toBeCloseTo(4, 12);
    expect(centres[9]).toBeCloseTo(76, 12);
  });
});

describe("textWidth", () => {
  it("grows with the text and with the font", () => {
    expect(textWidth("Grönwall", 12)).toBeGreaterThan(textWidth("Grön", 12));
    expect(textWidth("Grönwall", 24)).toBeCloseTo(2 * textWidth("Grönwall", 12), 12);
  });
});

describe("spaced", () => {
  const at = (...places: number[]) => places.map((at) => ({at, size: 10}));

  it("keeps labels that have room, also when they touch", () => {
    expect(spaced(at(0, 10, 20), [0, 1, 2])).toEqual([true, true, true]);
  });

  it("leaves out the one of higher rank where two would overlap, and the later one of the same rank", () => {
    expect(spaced(at(0, 8, 16), [1, 0, 1])).toEqual([false, true, false]);
    expect(spaced(at(0, 8, 16), [0, 0, 0])).toEqual([true, false, true]);
  });
});
