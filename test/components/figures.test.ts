import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {staticFigure} from "../../src/components/figure.js";
import {collapseFigure} from "../../src/components/figures/collapseFigure.js";
import {deviationText, largestDifference} from "../../src/components/figures/deviation.js";
import {gapFigure} from "../../src/components/figures/gapFigure.js";

const {document} = new JSDOM("").window;
const setting = {id: "gap", problem: "He4", dimension: 16, parameters: {problem: "He4", times: "0,1"}};

const runs = [64, 128].flatMap((width) =>
  [1, 2].flatMap((seed) =>
    [0, 1].map((time) => ({
      time,
      seed,
      width,
      meanGap: time * 0.02 * seed,
      propagatorBound: time * 0.06,
      selfConcordanceBound: time * 0.3,
      predictedMeanGap: time * 0.03,
      predictedDeviation: time * 0.001,
      gronwallBound: time === 0 ? 0 : null,
      functionGap: 2 / width,
      predictedFunctionGap: 1.5 / width
    }))
  )
);

it("the gap's caption is computed from its rows", () => {
  const rows = runs.filter(({width}) => width === 64);
  const caption = staticFigure(gapFigure(rows as never, {...setting, width: 64}), document).textContent!;
  expect(caption).toContain("At t = 1 the measured mean gap Ω is 0.03 (0.02 to 0.04 over 2 seeds)");
  expect(caption).toContain("the propagator bound says 2 times that");
  expect(caption).toContain("the self-concordance bound says 10 times that");
  expect(caption).toContain("No number is drawn for Grönwall’s inequality");
});

it("the collapse's caption has every width's scaled gap, and its commands every width", () => {
  const figure = collapseFigure(runs, setting);
  expect(figure.caption).toContain("2 for <i>m</i> = 64, 2 for <i>m</i> = 128");
  expect(figure.caption).toContain("the prediction from the mean field alone, 1.5.");
  expect(figure.command?.split("\n").map((line) => /--width (\d+)/.exec(line)?.[1])).toEqual(["64", "128"]);
});

it("two runs are compared at the times that both have", () => {
  const one = [
    {time: 0, meanGap: 0},
    {time: 1, meanGap: 0.02},
    {time: 2, meanGap: 0.03}
  ];
  expect(deviationText(one, [{time: 1, meanGap: 0.025}])).toContain("at most 20 %");
  expect(deviationText(one, one)).toContain("to the last bit");
  expect(deviationText(one, [])).toBe("");
  expect(largestDifference([{risk: 1}, {risk: 0.5}], [{risk: 1}, {risk: 0.25}])).toBe("0.25");
});
