import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {variantsFigure} from "../../src/components/figures/variantsFigure.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {problemTraining} from "../../src/experiments/problem.js";
import {
  pathNorms,
  temperatures,
  variantProblems,
  variantRuns,
  variantSetting
} from "../../src/experiments/problemVariants.js";

const {document} = new JSDOM("").window;

it("names each way to train with its risk and its gap at the last time", () => {
  const asked = variantRuns({problem: "XOR_4", temperature: "0.001", pathNorm: "0.1"});
  const runs = asked.flatMap((run, k) =>
    [0, 5].map((time) => ({...run, time, testRisk: 1 - (k * time) / 20, meanGap: (k * time) / 100}))
  );
  const spec = variantsFigure(runs, {id: "v", ...variantSetting("XOR_4"), asked});
  const words = staticFigure(spec, document).textContent!.replace(/\s+/g, " ");
  expect(words.match(/npm run -s simulate -- problem /g)).toHaveLength(3);
  expect(words).toContain("beside a network of 512 neurons");
  expect(words).toContain(
    "At t = 5: as it is, risk 1 and gap 0; noise, τ = 0.001, risk 0.75 and gap 0.05; path norm, λ = 0.1, risk 0.5 and gap 0.1"
  );
  const lines = [...staticFigure(spec, document).querySelectorAll("svg path")].filter((path) =>
    path.getAttribute("d")?.includes("L")
  );
  expect(lines.length).toBeGreaterThanOrEqual(6);
});

it("asks for runs that the experiment accepts, and that differ in one thing each", () => {
  for (const problem of variantProblems)
    for (const temperature of temperatures)
      for (const pathNorm of pathNorms) {
        const [plain, noisy, penalised] = variantRuns({problem, temperature, pathNorm}).map((run) =>
          parseParameters(problemTraining.parameters.schema, run)
        );
        expect({...noisy, temperature: 0}).toEqual(plain);
        expect({...penalised, pathNorm: 0}).toEqual(plain);
        expect(noisy!.temperature).toBe(Number(temperature));
        expect(penalised!.pathNorm).toBe(Number(pathNorm));
      }
});
