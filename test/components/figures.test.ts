import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {
  chaosBoundFigure,
  chaosScalingFigure,
  chaosTermsFigure,
  mcdiarmidFigure
} from "../../src/components/figures/chaosFigures.js";
import {collapseFigure} from "../../src/components/figures/collapseFigure.js";
import {deviationText, largestDifference} from "../../src/components/figures/deviation.js";
import {gapFigure} from "../../src/components/figures/gapFigure.js";
import {massBalanceFigure} from "../../src/components/figures/massBalanceFigure.js";
import {sgdNeuronsFigure, sgdRatesFigure} from "../../src/components/figures/sgdFigures.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {sampleReference, sgdExponents} from "../../src/experiments/sgdGrid.js";
import {balanceRows, chaosRows, densityRows, mcdiarmidRows, scalingRows, sgdRows} from "./rows.js";

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
  const figure = collapseFigure(runs, {...setting, exponent: undefined});
  expect(figure.caption).toContain("2 for <i>m</i> = 64, 2 for <i>m</i> = 128");
  expect(figure.caption).toContain("the prediction from the mean field alone, 1.5.");
  expect(figure.command?.split("\n").map((line) => /--width (\d+)/.exec(line)?.[1])).toEqual(["64", "128"]);
});

it("the collapse claims 1/m only where the measured exponent allows it", () => {
  const of = (low: number, high: number) =>
    collapseFigure(runs, {...setting, exponent: {value: (low + high) / 2, low, high}});
  expect(of(-1.1, -0.9).title).toBe("The squared function-space gap falls like 1/m");
  expect(of(-1.1, -0.9).caption).toContain("is −1 there (95 % interval −1.1 to −0.9).");
  expect(of(-0.9, -0.7).title).toContain("does not quite");
  expect(of(-0.9, -0.7).caption).toContain("which does not contain −1");
  expect(of(-1.5, -0.5).title).not.toContain("1/m");
  expect(of(-1.5, -0.5).caption).toContain("too long to tell");
  const unresolved = collapseFigure(runs, {...setting, exponent: undefined});
  expect(unresolved.title).not.toContain("1/m");
  expect(unresolved.caption).toContain("not resolved");
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

it("the balance's caption adds up what is gained, and finds nothing in all", () => {
  const {caption} = massBalanceFigure(balanceRows, {...setting, time: 2});
  const gained = balanceRows.reduce((sum, {gain}) => sum + Math.max(0, gain), 0);
  expect(caption).toContain(`gain add up to ${gained.toPrecision(2)} of the mass`);
  expect(caption).toContain("in all, 0.");
});

it("the histogram of SGD shows the latest time that has been reached, on the clock of its rows", () => {
  const rows = [0, 1].flatMap((time) =>
    [0, 1].map((neuron) => ({
      time,
      clock: time / 2,
      neuron,
      alignment: neuron / 2,
      meanFieldAlignment: 0,
      distance: neuron + time,
      supDistance: 0.25
    }))
  );
  const densities = [0, 0.5].flatMap((time) => densityRows.map((row) => ({...row, time})));
  const sgd = {...setting, width: 2, step: 1 / 64};
  const figure = sgdNeuronsFigure(rows, densities, {...sgd, time: 3});
  expect(figure.caption).toContain("<i>ε</i> = 1/64, <i>t</i> = 1, after 64 steps");
  expect(figure.caption).toContain("<i>τ</i>(<i>t</i>) = 0.5");
  expect(figure.caption).toContain("differ by at most 0.25");
  expect(figure.caption).toContain("are 1.5 from their mean-field particles on average, and 2 at most");
  expect(figure.rows).toHaveLength(2);
  expect(sgdNeuronsFigure(rows, densities, {...sgd, time: 0.5}).caption).toContain("after 0 steps");
  expect(sgdNeuronsFigure([], densities, {...sgd, time: 0.5}).caption).toContain("not yet");
});

it("the rates' caption has exponents with intervals, or says that they are not resolved", () => {
  const spec = (rows: typeof sgdRows) =>
    sgdRatesFigure(rows, {
      ...setting,
      along: "width",
      exponents: sgdExponents(rows, "width"),
      sample: [8, 32, 128].map(sampleReference)
    });
  const whole = spec(sgdRows);
  expect(whole.caption).toContain("over a range of 16×: sup-distance: −0.5 (95 % interval −0.5 to −0.5)");
  expect(whole.caption).toContain("over 3 seeds");
  expect(whole.caption).toContain("by 0.13 at one end and 0.0078 at the other");
  expect(whole.command?.split("\n")).toHaveLength(3);
  expect(spec(sgdRows.filter(({width}) => width < 128)).caption).toContain("sup-distance: not resolved");
});

const chaos = {id: "chaos", dimension: 10, width: 64, stepSize: 0.002, parameters: {seed: 1}};

it("the captions on propagation of chaos are computed from their rows", () => {
  const last = chaosRows[chaosRows.length - 1];
  const shares = chaosTermsFigure(chaosRows, {...chaos, view: "shares"}).caption;
  expect(shares).toContain("Up to <i>t</i> = 8 the largest gap is Δ = 1.41.");
  expect(shares).toContain("up to a rounding error below 10⁻¹⁵");
  const sum = last.discretisation + last.drift + last.martingale + last.sampling + last.feedback;
  expect(chaosTermsFigure(chaosRows, {...chaos, view: "norms"}).caption).toContain(`allows ${sum.toPrecision(3)}`);
  const bound = chaosBoundFigure(chaosRows, {...chaos, scale: "log"}).caption;
  expect(bound).toContain("With its mean rate <i>C</i> = 5, ");
  expect(bound).toContain(`log <i>N</i>/(2<i>C</i>) = ${(Math.log(64) / 10).toPrecision(2)}`);
  expect(bound).toContain("The theorem with its constants (<i>C</i> = 80) says 10⁶⁴²");
  const tails = mcdiarmidFigure(mcdiarmidRows, {...chaos, time: 1, f: "side", repetitions: 60});
  expect(tails.caption).toContain("one draw in twenty is off by more than 0.13; McDiarmid allows 0.34");
  const widths = chaosScalingFigure(scalingRows, {id: "widths", against: "width", dimension: 5, time: 0.5});
  expect(widths.caption).toContain("−0.5 [−0.6, 0] (scatter 10 %) without noise");
});
