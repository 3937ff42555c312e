import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gaussLegendre} from "../../src/meanfield/legendre.js";
import {type LimitSolverName, limitSolvers, type MeanFieldLimit, solveLimit} from "../../src/meanfield/limit.js";
import {findProblem, problems} from "../../src/meanfield/problems.js";
import {linkProblems} from "./linkProblems.js";

const names = Object.keys(limitSolvers) as LimitSolverName[];

/** What holds for every limit: mass 1, a risk that never increases and is never negative. */
function expectSound({mass, risk, dissipation}: MeanFieldLimit, tolerance: number): void {
  mass.forEach((m) => {
    expect(Math.abs(m - 1)).toBeLessThan(1e-12);
  });
  risk.forEach((value, i) => {
    expect(value).toBeGreaterThan(-1e-13);
    if (i > 0) expect(value).toBeLessThanOrEqual(risk[i - 1] + tolerance);
    expect(dissipation[i]).toBeGreaterThanOrEqual(0);
  });
}

describe("the two solvers agree on every preset", () => {
  const times = [0, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
  const cases = problems
    .filter(({activation}) => activation.length <= 13)
    .flatMap((problem) => [8, 32, 128].map((d) => [problem.name, d] as const));
  it.each(cases)("%s, d = %i, t ≤ 64", (name, d) => {
    const problem = findProblem(name)!;
    const [lagrangian, eulerian] = names.map((solver) => solveLimit(problem, d, times, {solver, tolerance: 1e-8}));
    times.forEach((_, i) => {
      expect(Math.abs(lagrangian.risk[i] - eulerian.risk[i])).toBeLessThan(1e-7);
      expect(Math.abs(lagrangian.dissipation[i] - eulerian.dissipation[i])).toBeLessThan(1e-6);
    });
    expectSound(lagrangian, 1e-8);
    expectSound(eulerian, 1e-8);
  });
});

describe.each(names)("the %s solver", (solver) => {
  it("loses risk at the rate at which it dissipates: R(b) − R(a) = −∫∫|ν|² dρ dt", () => {
    const {nodes, weights} = gaussLegendre(24);
    for (const [name, d] of [
      ["He4", 16],
      ["He3", 10],
      ["He4_misspecified", 20]
    ] as const) {
      const inner = Array.from(nodes, (x) => 2.5 + 1.5 * x);
      const {risk, dissipation} = solveLimit(findProblem(name)!, d, [1, ...inner, 4], {solver, tolerance: 1e-9});
      const lost = inner.reduce((sum, _, i) => sum + 1.5 * weights[i] * dissipation[i + 1], 0);
      expect(Math.abs(risk[0] - risk[25] - lost)).toBeLessThan(1e-8);
    }
  });

  it("says where and why it stops when the equations leave the range of double precision", () => {
    for (const c of [1e20, 1e160])
      expect(() => solveLimit({name: "huge", activation: [0, 0, 0, 0, c], target: [1]}, 5, [1], {solver})).toThrow(
        /^the limit of huge in dimension 5 cannot be continued beyond t = 0: (step too small|not finite)$/
      );
  });

  it("goes to times as short as 1e−15", () => {
    const {risk, dissipation} = solveLimit(findProblem("He4")!, 8, [1e-15, 2e-15, 1e-9], {solver});
    expect(risk[0] - risk[2]).toBeGreaterThan(0);
    expect(Math.abs((risk[0] - risk[2]) / 1e-9 / dissipation[0] - 1)).toBeLessThan(1e-4);
  });

  it("does not depend on the times that are asked for", () => {
    const problem = findProblem("He4")!;
    const many = solveLimit(
      problem,
      20,
      Array.from({length: 61}, (_, i) => i / 10),
      {solver}
    );
    const few = solveLimit(problem, 20, [3, 6], {solver});
    expect(Math.abs(many.risk[30] - few.risk[0])).toBeLessThan(2e-9);
    expect(Math.abs(many.risk[60] - few.risk[1])).toBeLessThan(2e-9);
  });
});

describe("random links of degree ≤ 12 in any dimension", () => {
  it("give sound limits on which the solvers agree", () => {
    fc.assert(
      fc.property(linkProblems, fc.constantFrom(2, 3, 5, 16, 100), (problem, d) => {
        const times = [0, 0.1, 0.5, 2];
        const [lagrangian, eulerian] = names.map((solver) => solveLimit(problem, d, times, {solver, tolerance: 1e-7}));
        expectSound(lagrangian, 1e-7);
        expectSound(eulerian, 1e-7);
        const scale = 1 + lagrangian.risk[0];
        times.forEach((_, i) => {
          expect(Math.abs(lagrangian.risk[i] - eulerian.risk[i])).toBeLessThan(1e-6 * scale);
        });
      }),
      {seed: 6, numRuns: 40, endOnFailure: true}
    );
  });
});
