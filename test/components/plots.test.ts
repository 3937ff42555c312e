import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {activationsPlot, interactionsPlot} from "../../src/components/activationsPlot.js";
import {alignmentPathsPlot} from "../../src/components/alignmentPathsPlot.js";
import {chaosBoundPlot} from "../../src/components/chaosBoundPlot.js";
import {chaosScalingPlot} from "../../src/components/chaosScalingPlot.js";
import {chaosTermsPlot} from "../../src/components/chaosTermsPlot.js";
import {type ChartOptions, heightOf} from "../../src/components/chart.js";
import {collapsePlot} from "../../src/components/collapsePlot.js";
import {densityPlot} from "../../src/components/densityPlot.js";
import {dimensionLawPlot} from "../../src/components/dimensionLawPlot.js";
import {equatorPlot} from "../../src/components/equatorPlot.js";
import {exponentsPlot} from "../../src/components/exponentsPlot.js";
import {familyPlot} from "../../src/components/familyPlot.js";
import {floorPlot} from "../../src/components/floorPlot.js";
import {excessPlot, freeEnergyPlot} from "../../src/components/freeEnergyPlot.js";
import {gapCurvesPlot} from "../../src/components/gapCurvesPlot.js";
import {gapFactorPlot} from "../../src/components/gapFactorPlot.js";
import {gapHistogramPlot} from "../../src/components/gapHistogramPlot.js";
import {gapPlot} from "../../src/components/gapPlot.js";
import {gapTermsPlot} from "../../src/components/gapTermsPlot.js";
import {gibbsPlot} from "../../src/components/gibbsPlot.js";
import {hessianPlot} from "../../src/components/hessianPlot.js";
import {instrumentPlot} from "../../src/components/instrumentPlot.js";
import {intervalsPlot} from "../../src/components/intervalsPlot.js";
import {jmaxPlot} from "../../src/components/jmaxPlot.js";
import {textWidth} from "../../src/components/labels.js";
import {lazyNeuronsPlot} from "../../src/components/lazyNeuronsPlot.js";
import {lazyTrainingPlot} from "../../src/components/lazyTrainingPlot.js";
import {leaveFrame} from "../../src/components/leaveFrame.js";
import {massBalancePlot} from "../../src/components/massBalancePlot.js";
import {mcdiarmidPlot} from "../../src/components/mcdiarmidPlot.js";
import {neededWidthPlot} from "../../src/components/neededWidthPlot.js";
import {neuronPathsPlot} from "../../src/components/neuronPathsPlot.js";
import {noiselessPlot} from "../../src/components/noiselessPlot.js";
import {noisyDensityPlot} from "../../src/components/noisyDensityPlot.js";
import {noisyPlanePlot} from "../../src/components/noisyPlanePlot.js";
import {ownWidthPlot} from "../../src/components/ownWidthPlot.js";
import {propagatorPlot} from "../../src/components/propagatorPlot.js";
import {radialLawPlot} from "../../src/components/radialLawPlot.js";
import {radialRiskPlot} from "../../src/components/radialRiskPlot.js";
import {ratioPlot} from "../../src/components/ratioPlot.js";
import {riskPlot} from "../../src/components/riskPlot.js";
import {riskTermsPlot} from "../../src/components/riskTermsPlot.js";
import {sampleErrorPlot} from "../../src/components/sampleErrorPlot.js";
import {scalingPlot} from "../../src/components/scalingPlot.js";
import {sgdRatesPlot} from "../../src/components/sgdRatesPlot.js";
import {sharpeningPlot} from "../../src/components/sharpeningPlot.js";
import {staircasePlot} from "../../src/components/staircasePlot.js";
import {stepErrorPlot} from "../../src/components/stepErrorPlot.js";
import {stepNoisePlot} from "../../src/components/stepNoisePlot.js";
import {trainingPlot} from "../../src/components/trainingPlot.js";
import {transitionPlot} from "../../src/components/transitionPlot.js";
import {widthCollapsePlot} from "../../src/components/widthCollapsePlot.js";
import {readInstrument} from "../../src/experiments/instrumentReading.js";
import {sampleReference, sgdExponents} from "../../src/experiments/sgdGrid.js";
import * as rows from "./rows.js";

const {document} = new JSDOM("").window;

/** Every factory with its rows, as a function of the rows alone, and the words on its axes. */
const factories: {
  name: string;
  rows: readonly object[];
  draw: (rows: never[], options: ChartOptions) => SVGSVGElement;
  axes: readonly string[];
}[] = [
  {name: "gap", rows: rows.gapRows, draw: gapPlot, axes: ["mean gap", "time t"]},
  {
    name: "gap, log",
    rows: rows.gapRows,
    draw: (all, options) => gapPlot(all, {...options, scale: "log", timeScale: "log"}),
    axes: ["mean gap", "time t"]
  },
  {
    name: "instrument",
    rows: rows.instrumentRows,
    draw: (all, options) => instrumentPlot(all, {...options, reading: readInstrument(rows.instrumentRows)}),
    axes: ["mean gap", "time t"]
  },
  {
    name: "training",
    rows: rows.problemRunRows,
    draw: (all, options) => trainingPlot(all, {...options, limitLabel: "m = ∞"}),
    axes: ["risk", "time t"]
  },
  {
    name: "gap curves",
    rows: rows.problemRunRows.map(({width, seed, time, functionGap: square}) => ({width, seed, time, square})),
    draw: (all, options) => gapCurvesPlot(all, {...options, symbol: "Ω²"}),
    axes: ["m · Ω²", "Ω²", "time t"]
  },
  {
    name: "neuron paths",
    rows: rows.neuronValueRows,
    draw: (all, options) =>
      neuronPathsPlot(all, {
        ...options,
        title: "Gaps",
        label: "gap |Δᵢ(t)|",
        means: [0, 8].map((time) => ({time, value: 0.02 * time})),
        meanLabel: "mean Ω"
      }),
    axes: ["gap |Δᵢ(t)|", "time t"]
  },
  {
    name: "sample error",
    rows: rows.sampleErrorRows,
    draw: sampleErrorPlot,
    axes: ["‖fₘ,ₙ − f∞‖²", "training samples n", "width m (neurons)"]
  },
  {name: "gap factor", rows: rows.gapRows, draw: gapFactorPlot, axes: ["multiple", "time t"]},
  {name: "gap terms", rows: rows.gapRows, draw: gapTermsPlot, axes: ["per unit of t", "time t"]},
  {
    name: "risk",
    rows: rows.riskRows,
    draw: (all, options) => riskPlot(all, {...options, network: rows.gapRows, time: 2}),
    axes: ["risk R", "time t"]
  },
  {
    name: "risk, log",
    rows: rows.riskRows,
    draw: (all, options) => riskPlot(all, {...options, scale: "log"}),
    axes: ["risk R", "time t"]
  },
  {
    name: "density",
    rows: rows.densityRows,
    draw: (all, options) => densityPlot(all, {...options, network: rows.network}),
    axes: ["density", "alignment α"]
  },
  {name: "mass balance", rows: rows.balanceRows, draw: massBalancePlot, axes: ["per unit of α and t", "divergence"]},
  ...(["width", "step"] as const).map((along) => ({
    name: `distances against ${along}`,
    rows: rows.sgdRows,
    draw: (all: never[], options: ChartOptions) =>
      sgdRatesPlot(all, {
        ...options,
        along,
        exponents: sgdExponents(all, along),
        sample: [8, 32, 128].map(sampleReference)
      }),
    axes: ["distance to the limit", along]
  })),
  {name: "paths", rows: rows.pathRows, draw: alignmentPathsPlot, axes: ["alignment α", "time t"]},
  {name: "hessian", rows: rows.hessianRows, draw: hessianPlot, axes: ["per unit of time", "alignment α"]},
  {
    name: "ratio",
    rows: rows.hessianRows,
    draw: (all, options) => ratioPlot(all, {...options, level: 3, equilibrium: 0.05, p2: 0.001}),
    axes: ["ratio", "alignment α"]
  },
  {
    name: "floor",
    rows: rows.floorRows,
    draw: (all, options) => floorPlot(all, {...options, areaLabel: "∫φ = 0.05"}),
    axes: ["p₂(t)", "time t"]
  },
  {name: "propagator", rows: rows.propagatorRows, draw: propagatorPlot, axes: ["growth", "alignment α"]},
  {name: "J_max against d", rows: rows.jmaxRows, draw: jmaxPlot, axes: ["growth", "dimension d"]},
  {
    name: "J_max against F",
    rows: rows.jmaxRows,
    draw: (all, options) =>
      jmaxPlot(all, {
        ...options,
        against: "integralRootRisk",
        law: {
          label: "a law",
          points: [
            {x: 1, y: 10},
            {x: 9, y: 90}
          ]
        }
      }),
    axes: ["growth", "F = ∫√R"]
  },
  {
    name: "collapse",
    rows: rows.collapseRows,
    draw: (all, options) =>
      collapsePlot(all, {
        ...options,
        prediction: [
          {time: 0, scaledFunctionGap: 1},
          {time: 8, scaledFunctionGap: 0.4}
        ]
      }),
    axes: ["m · ‖fₘ − f∞‖²", "time t"]
  },
  {name: "activations", rows: rows.activationRows, draw: activationsPlot, axes: ["activation σ(z)", "preactivation z"]},
  {name: "interactions", rows: rows.activationRows, draw: interactionsPlot, axes: ["U(w, w′)", "cosine"]},
  {name: "risk terms", rows: rows.riskTermRows, draw: riskTermsPlot, axes: ["contribution to the risk", "term"]},
  {
    name: "step noise",
    rows: rows.stepNoiseRows,
    draw: stepNoisePlot,
    axes: ["root mean square distance", "step size ε"]
  },
  {name: "lazy neurons", rows: rows.lazyNeuronRows, draw: lazyNeuronsPlot, axes: ["across", "along the teacher"]},
  {name: "lazy training", rows: rows.lazyRows, draw: lazyTrainingPlot, axes: ["mean squared error", "time t"]},
  {
    name: "scaling",
    rows: rows.lazyRows.filter(({time}) => time === 8),
    draw: (all, options) => scalingPlot(all, {...options, predicted: [{exponent: 0.5, slope: -0.5}]}),
    axes: ["mean distance", "width N"]
  },
  {name: "exponents", rows: rows.exponentRows, draw: exponentsPlot, axes: ["exponent p"]},
  {
    name: "staircase",
    rows: rows.stepRows,
    draw: (all, options) =>
      staircasePlot(all, {
        ...options,
        dimension: 16,
        law: rows.lawRows.filter(({dimension}) => dimension === 16),
        network: rows.stepRows.slice(4, 9).map((step) => ({...step, mean: step.mean / 3, low: -1, high: step.mean})),
        levels: rows.levelRows
      }),
    axes: ["test risk", "log n / log d"]
  },
  {
    name: "sharpening",
    rows: rows.lawRows,
    draw: (all, options) => sharpeningPlot(all, {...options, plateaus: rows.levelRows}),
    axes: ["test risk", "log n / log d"]
  },
  {
    name: "noisy density",
    rows: rows.noisyLineRows,
    draw: (all, options) => noisyDensityPlot(all, {...options, network: rows.network, teacher: [0]}),
    axes: ["density of neurons", "potential", "position θ"]
  },
  {
    name: "noisy density in the plane",
    rows: rows.noisyPlaneRows,
    draw: (all, options) =>
      noisyPlanePlot(all, {
        ...options,
        network: rows.network.map((first, i) => ({first, second: Math.cos(i)})),
        teacher: [{first: 1, second: 0}]
      }),
    axes: ["first coordinate", "second coordinate"]
  },
  {
    name: "free energy",
    rows: rows.freeEnergyRows,
    draw: (all, options) => freeEnergyPlot(all, {...options, time: 2}),
    axes: ["free energy", "time t"]
  },
  {name: "excess", rows: rows.freeEnergyRows, draw: excessPlot, axes: ["above its minimum", "time t"]},
  {name: "temperature", rows: rows.gibbsRows, draw: gibbsPlot, axes: ["risk of the Gibbs law", "temperature 1/β"]},
  {name: "gathering", rows: rows.noiselessRows, draw: noiselessPlot, axes: ["distance", "time t"]},
  {
    name: "radial law",
    rows: rows.radialLawRows,
    draw: (all, options) => radialLawPlot(all, {...options, network: rows.radialNetwork, last: 4}),
    axes: ["share of the neurons", "velocity ṙ", "radius r"]
  },
  {
    name: "radial risk",
    rows: rows.riskRows,
    draw: (all, options) =>
      radialRiskPlot([{label: "radial PDE", rows: all}], {...options, measured: rows.radialRiskPoints, time: 2}),
    axes: ["risk R", "time t"]
  },
  {
    name: "transition",
    rows: rows.transitionRows,
    draw: (all, options) => transitionPlot(all, {...options, threshold: 0.47, delta: 0.8}),
    axes: ["risk R", "separation Δ"]
  },
  {name: "chaos terms", rows: rows.chaosRows, draw: chaosTermsPlot, axes: ["share in the largest gap", "time t"]},
  {
    name: "chaos terms, lengths",
    rows: rows.chaosRows,
    draw: (all, options) => chaosTermsPlot(all, {...options, view: "norms"}),
    axes: ["largest length", "time t"]
  },
  {name: "chaos bound", rows: rows.chaosRows, draw: chaosBoundPlot, axes: ["largest gap", "time t"]},
  {
    name: "chaos bound, log",
    rows: rows.chaosRows,
    draw: (all, options) => chaosBoundPlot(all, {...options, scale: "log"}),
    axes: ["log scale", "time t"]
  },
  {
    name: "chaos bound, linear",
    rows: rows.chaosRows,
    draw: (all, options) => chaosBoundPlot(all, {...options, scale: "linear"}),
    axes: ["largest gap", "time t"]
  },
  {name: "McDiarmid", rows: rows.mcdiarmidRows, draw: mcdiarmidPlot, axes: ["probability", "deviation u"]},
  {name: "chaos scaling", rows: rows.scalingRows, draw: chaosScalingPlot, axes: ["largest gap", "width N"]},
  {
    name: "chaos scaling, steps",
    rows: rows.scalingRows,
    draw: (all, options) => chaosScalingPlot(all, {...options, against: "stepSize"}),
    axes: ["largest gap", "step size ε"]
  },
  {
    name: "family",
    rows: rows.familyRows,
    draw: (all, options) =>
      familyPlot(all, {
        ...options,
        title: "A family of curves",
        x: {label: "dimension d", scale: "log"},
        y: {label: "escape time T", scale: "log"},
        xName: "d",
        dots: true,
        laws: [
          {
            label: "a law",
            points: [
              {x: 8, y: 1},
              {x: 64, y: 8}
            ]
          }
        ]
      }),
    axes: ["escape time T", "dimension d"]
  },
  {
    name: "family, with levels",
    rows: rows.familyRows,
    draw: (all, options) =>
      familyPlot(all, {
        ...options,
        title: "A family of curves",
        x: {label: "dimension d", scale: "log"},
        y: {label: "local slope", scale: "linear"},
        xName: "d",
        levels: [{y: -2, label: "−2"}]
      }),
    axes: ["local slope", "dimension d"]
  },
  {
    name: "width collapse",
    rows: rows.scaledGapRows,
    draw: (all, options) =>
      widthCollapsePlot(all, {...options, label: "m · Ω²", limits: [{dimension: 16, scaled: 0.5}]}),
    axes: ["m · Ω²", "width m"]
  },
  {
    name: "law in the dimension",
    rows: rows.dimensionLawRows,
    draw: (all, options) => dimensionLawPlot(all, {...options, label: "m · Ω²"}),
    axes: ["m · Ω²", "dimension d"]
  },
  {
    name: "intervals",
    rows: rows.intervalRows,
    draw: (all, options) => intervalsPlot(all, {...options, title: "Exponents", label: "exponent of d", reference: 0}),
    axes: ["exponent of d"]
  },
  {
    name: "needed width",
    rows: rows.neededWidthRows,
    draw: (all, options) => neededWidthPlot(all, {...options, at: 1000}),
    axes: ["width needed", "dimension d"]
  },
  {
    name: "gap histogram",
    rows: rows.neuronGapRows,
    draw: (all, options) => gapHistogramPlot(all, {...options, symbol: "|Δᵢ(T)|"}),
    axes: ["neurons per decade", "√m · |Δᵢ(T)|"]
  },
  {
    name: "gap tail",
    rows: rows.neuronGapRows,
    draw: (all, options) => gapHistogramPlot(all, {...options, symbol: "|Δᵢ(T)|", shape: "tail"}),
    axes: ["neurons with a gap at least as large", "√m · |Δᵢ(T)|"]
  },
  {
    name: "equator",
    rows: rows.neuronGapRows.map(({initialAlignment, finalAlignment, gap: scaledGap}) => ({
      initialAlignment,
      finalAlignment,
      scaledGap
    })),
    draw: (all, options) => equatorPlot(all, {...options, symbol: "|Δᵢ(T)|"}),
    axes: ["√m · |Δᵢ(T)|", "initial alignment"]
  },
  {
    name: "own width",
    rows: rows.widthLevelRows,
    draw: (all, options) =>
      ownWidthPlot(
        all,
        rows.widthLevelRows.map((row) => ({...row, scaled: 1.1 * row.scaled})),
        {
          ...options,
          label: "m · Ω²",
          bandLabel: "the table",
          ownLabel: "your run"
        }
      ),
    axes: ["m · Ω²", "level δ"]
  },
  {
    name: "step error",
    rows: rows.stepErrorRows,
    draw: (all, options) =>
      stepErrorPlot(all, {...options, quantity: "mean distance of the neurons", levels: [{width: 128, error: 0.06}]}),
    axes: ["mean distance", "step size η"]
  }
];

const widths = [320, 390, 640, 1100];
const cases = factories.flatMap((factory) => widths.map((width) => ({...factory, width})));

function draw({draw}: (typeof factories)[number], all: readonly object[], options: ChartOptions = {}): SVGSVGElement {
  return draw(all as never[], {document, ...options});
}

/** Columns that say of what a row is, and are never without a value. */
const setting = [
  "time",
  "seed",
  "neuron",
  "dimension",
  "degree",
  "width",
  "exponent",
  "samples",
  "quantity",
  "sign",
  "inverseTemperature",
  "interaction",
  "delta",
  "from",
  "to",
  "member",
  "x",
  "row",
  "source",
  "level"
];

/** Rows with every third number taken away. */
function holed(all: readonly object[]): object[] {
  return all.map((row, i) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value], j) => {
        const isKey = [...setting, "alignment", "initialAlignment", "first", "second"].includes(key);
        return [key, !isKey && (i + j) % 3 === 0 ? Number.NaN : value];
      })
    )
  );
}

/** Texts with their estimated boxes; those of a chart in a stack are moved down with it. */
function boxes(svg: Element, selector: string): {text: string; x: number; y: number; width: number}[] {
  return [...svg.querySelectorAll(selector)].map((node) => ({
    text: node.textContent!,
    x: Number(node.getAttribute("x")),
    y: Number(node.getAttribute("y")) + Number(node.closest("svg")?.getAttribute("y") ?? 0),
    width: textWidth(node.textContent!, 12)
  }));
}

describe.each(cases)("$name at $width px", (factory) => {
  const {width} = factory;
  const svg = draw(factory, factory.rows, {width, description: "what it shows"});

  it("is an image with a name, a description and the size of its frame", () => {
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")).toMatch(/\w/);
    expect(svg.getAttribute("aria-description")).toBe("what it shows");
    expect(svg.getAttribute("viewBox")).toBe(`0 0 ${width} ${heightOf(width)}`);
    expect([...svg.querySelectorAll("g[aria-label]")]).toEqual([]);
  });

  it("names both axes with their units", () => {
    for (const words of factory.axes) expect(svg.textContent).toContain(words);
  });

  it("has no broken coordinate", () => {
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("keeps its labels apart and inside", () => {
    const labels = [...boxes(svg, ".end-labels text"), ...boxes(svg, ".key text")];
    expect(labels.length).toBeGreaterThan(0);
    labels.forEach((a, i) => {
      expect(a.x + a.width, a.text).toBeLessThanOrEqual(width + 1);
      labels.slice(0, i).forEach((b) => {
        const apart = Math.abs(a.y - b.y) >= 12 || a.x >= b.x + b.width || b.x >= a.x + a.width;
        expect(apart, `${a.text} – ${b.text}`).toBe(true);
      });
    });
  });
});

describe.each(factories)("$name", (factory) => {
  it.each([
    ["no rows", () => []],
    ["one row", () => factory.rows.slice(0, 1)],
    ["the row in the middle", () => factory.rows.slice(16, 17)],
    ["rows with holes", () => holed(factory.rows)],
    ["rows without a number", () => holed(holed(holed(factory.rows))).map((row) => ({...row, ...blank(row)}))]
  ])("draws %s", (_name, make) => {
    const svg = draw(factory, make());
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    for (const words of factory.axes) expect(svg.textContent).toContain(words);
  });

  it("draws the same bytes again", () => {
    expect(draw(factory, factory.rows, {id: "a"}).outerHTML).toBe(draw(factory, factory.rows, {id: "a"}).outerHTML);
  });
});

function blank(row: object): object {
  const keys = Object.keys(row).filter((key) => !setting.includes(key));
  return Object.fromEntries(keys.map((key) => [key, key.toLowerCase().endsWith("alignment") ? 0.5 : Number.NaN]));
}

function lines(svg: Element): Element[] {
  return [...svg.querySelectorAll('g[data-mark="line"] path')];
}

describe("gapPlot", () => {
  it("draws a line for each quantity that has numbers, and one band for the seeds and one for the prediction", () => {
    const svg = gapPlot(rows.gapRows, {document});
    expect(lines(svg)).toHaveLength(7);
    expect(svg.querySelectorAll("g.band")).toHaveLength(2);
  });

  it("stops a bound where one of the runs is outside its warrant", () => {
    const stopped = rows.gapRows.map((row) =>
      row.seed === 2 && row.time > 4 ? {...row, propagatorBound: Number.NaN} : row
    );
    const ends = (all: typeof rows.gapRows) =>
      lines(gapPlot(all, {document})).map((path) =>
        Number(path.getAttribute("d")!.split(/[ML]/).at(-1)!.split(",")[0])
      );
    const [whole, cut] = [ends(rows.gapRows), ends(stopped)];
    const shorter = whole.flatMap((end, i) => (cut[i] < end ? [(cut[i] - 52) / (end - 52)] : []));
    expect(shorter).toHaveLength(1);
    expect(shorter[0]).toBeCloseTo(4 / 8, 3);
  });

  it("says that its scale is compressed, and is not when nothing is large", () => {
    expect(gapPlot(rows.gapRows, {document}).textContent).toContain("compressed above 1");
    const small = rows.gapRows.map(({gronwallBound: _, largestEigenvalueBound: __, ...row}) => row);
    expect(gapPlot(small, {document}).textContent).not.toContain("compressed");
  });

  it("has powers of ten from the gap to Grönwall on its axis", () => {
    for (const tick of ["10⁻²", "1", "10²", "10⁵", "10¹⁰", "10²⁰"])
      expect([...gapPlot(rows.gapRows, {document}).querySelectorAll("text")].map((t) => t.textContent)).toContain(tick);
  });
});

describe("gapFactorPlot", () => {
  it("leaves out what is far above the measured gap", () => {
    const far = rows.gapRows.map((row) => ({...row, selfConcordanceBound: 99 * row.meanGap}));
    expect(lines(gapFactorPlot(rows.gapRows, {document}))).toHaveLength(4);
    expect(lines(gapFactorPlot(far, {document}))).toHaveLength(3);
  });
});

describe("densityPlot", () => {
  it("bins every neuron: the bars' shares add up to 1", () => {
    const svg = densityPlot(rows.densityRows, {document, network: rows.network, binWidth: 0.1});
    const bars = [...svg.querySelectorAll(".histogram rect")].map((bar) => Number(bar.getAttribute("height")));
    const [zero, nine] = ["0", "9"].map((words) => {
      const tick = [...svg.querySelectorAll('g[data-mark="y-axis tick label"] text')].find(
        (t) => t.textContent === words
      )!;
      return Number(/,([\d.]+)\)/.exec(tick.getAttribute("transform")!)![1]);
    });
    const densities = bars.map((height) => 9 * (height / (zero - nine)) ** 2);
    expect(densities.reduce((sum, density) => sum + density * 0.1, 0)).toBeCloseTo(1, 3);
  });

  it("has a second panel only when there are velocities", () => {
    const still = rows.densityRows.map(({alignment, density}) => ({alignment, density}));
    expect(densityPlot(rows.densityRows, {document}).querySelectorAll("svg")).toHaveLength(2);
    expect(densityPlot(still, {document}).querySelectorAll("svg")).toHaveLength(0);
  });
});

describe("ratioPlot", () => {
  it("breaks its line at the pole and marks the equilibrium", () => {
    const svg = ratioPlot(rows.hessianRows, {document, level: 3, equilibrium: 0.05, p2: 0.001});
    expect(svg.querySelector(".equilibrium line")).not.toBeNull();
    expect(svg.textContent).toContain("α* = 0.05, p₂ > 0");
    expect(lines(svg)[0].getAttribute("d")!.match(/M/g)!.length).toBeGreaterThan(1);
  });
});

describe("alignmentPathsPlot", () => {
  it("draws two lines a neuron and no more neurons than asked for", () => {
    expect(lines(alignmentPathsPlot(rows.pathRows, {document}))).toHaveLength(10);
    expect(lines(alignmentPathsPlot(rows.pathRows, {document, count: 2}))).toHaveLength(4);
  });
});

describe("gapTermsPlot", () => {
  it("stacks damping below zero and drive above it", () => {
    const svg = gapTermsPlot(rows.gapRows, {document});
    expect(svg.querySelectorAll("g.layer")).toHaveLength(3);
    expect(lines(svg)).toHaveLength(4);
  });

  it("draws no edge of a layer where it has no height", () => {
    const times = [0, 1, 2, 3, 4, 5, 6];
    const drawn = gapTermsPlot(
      times.map((time) => ({
        time,
        linearForcingRate: 1,
        linearInteractionRate: -1,
        linearLocalRate: time < 3 ? 1 - time / 3 : 0
      })),
      {document}
    );
    const ends = lines(drawn).map((path) => Number(/([\d.]+),[\d.]+$/.exec(path.getAttribute("d")!)![1]));
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    expect(ends.filter((end) => end === most)).toHaveLength(3);
    // The local Hessian comes down to 0 at time 3, half of the way.
    expect(least).toBeLessThan(0.6 * most);
  });
});

describe("lazyNeuronsPlot", () => {
  const count = (svg: Element, selector: string) => svg.querySelectorAll(selector).length;

  it("draws every neuron once a scaling, full or hollow by its sign, and its way from the start", () => {
    const svg = lazyNeuronsPlot(rows.lazyNeuronRows, {document, time: 8});
    expect([count(svg, ".positive circle"), count(svg, ".negative circle")]).toEqual([12, 12]);
    const lengths = (time: number) =>
      [...lazyNeuronsPlot(rows.lazyNeuronRows, {document, time}).querySelectorAll('g[data-mark="link"] path')]
        .map((path) =>
          path
            .getAttribute("d")!
            .match(/-?[\d.]+/g)!
            .map(Number)
        )
        .map(([x1, y1, x2, y2]) => Math.hypot(x2 - x1, y2 - y1));
    expect(Math.max(...lengths(0))).toBe(0);
    const [early, late] = [lengths(4), lengths(8)];
    late.forEach((length, i) => {
      expect(length).toBeGreaterThan(early[i]);
    });
  });
});

describe("staircasePlot", () => {
  it("marks plateaus and steps inside the drawn range, and cuts no dot whose interval reaches 0", () => {
    // The plateau without degrees ≤ 4 is less than half of the lowest dot, and not drawn.
    const levels = rows.levelRows.map((row) => (row.degree === 4 ? {...row, plateau: 0.002} : row));
    const network = [{samples: 64, mean: 0.01, low: -0.02, high: 0.04, seeds: 3}];
    const few = rows.stepRows.slice(0, 8);
    // A line of a single point is a dot too.
    const isolated = 1;
    const svg = staircasePlot(few, {document, dimension: 16, network, levels});
    expect([...svg.querySelectorAll(".plateau text")].map((text) => text.textContent)).toEqual([
      "degrees ≤ 0 learned",
      "degrees ≤ 1 learned",
      "degrees ≤ 2 learned",
      "degrees ≤ 3 learned"
    ]);
    expect(svg.querySelectorAll('g[data-mark="dot"] > *')).toHaveLength(few.length + network.length + isolated);
  });

  it("draws the floor of what is never learned, and reaches down to it", () => {
    const least = Math.min(...rows.stepRows.map(({low}) => low));
    const svg = staircasePlot(rows.stepRows, {document, dimension: 16, floor: 0.7 * least});
    expect(svg.querySelector(".floor")!.textContent).toContain("never learned");
    expect(staircasePlot(rows.stepRows, {document, dimension: 16}).querySelector(".floor")).toBeNull();
  });
});

describe("exponentsPlot", () => {
  it("has an upright bar where theory says something", () => {
    expect(exponentsPlot(rows.exponentRows, {document}).querySelectorAll(".predicted path")).toHaveLength(12);
  });
});

describe("ids", () => {
  it("carry the figure's prefix", () => {
    const ids = [...densityPlot(rows.densityRows, {document, id: "fig"}).querySelectorAll("[id]")].map(({id}) => id);
    for (const id of ids) expect(id).toMatch(/^fig-/);
  });
});

describe("noisyPlanePlot", () => {
  it("puts the shade where the density is: first coordinate across, second upwards", () => {
    const bump = rows.noisyPlaneRows.map((row) => ({
      ...row,
      density: Math.exp(-8 * ((row.first - 2) ** 2 + (row.second - 1) ** 2))
    }));
    const path = noisyPlanePlot(bump, {document, width: 720}).querySelector(".density-layer path")!;
    const numbers = path
      .getAttribute("d")!
      .match(/-?\d+(\.\d+)?/g)!
      .map(Number);
    const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
    const x = middle(numbers.filter((_, i) => i % 2 === 0));
    const y = middle(numbers.filter((_, i) => i % 2 === 1));
    const teacher = noisyPlanePlot(bump, {document, width: 720, teacher: [{first: 2, second: 1}]});
    const [, tx, ty] = /translate\(([\d.]+),([\d.]+)\)/.exec(
      teacher.querySelector('g[data-mark="dot"] [transform]')!.getAttribute("transform")!
    )!;
    expect(Math.abs(x - Number(tx))).toBeLessThan(8);
    expect(Math.abs(y - Number(ty))).toBeLessThan(8);
  });
});

describe("noisyDensityPlot", () => {
  it("gives bars of mass 1, counting the neurons outside as well", () => {
    const network = [-9, 0.01, 0.02, 0.5];
    const svg = noisyDensityPlot(rows.noisyLineRows, {document, network, binWidth: 1, densityDomain: [0, 1]});
    const bars = [...svg.querySelectorAll(".histogram rect")].map((bar) => Number(bar.getAttribute("height")));
    expect(bars).toHaveLength(1);
    const [zero, one] = ["0", "1"].map((words) => {
      const tick = [...svg.querySelectorAll('g[data-mark="y-axis tick label"] text')].find(
        (t) => t.textContent === words
      )!;
      return Number(/,([\d.]+)\)/.exec(tick.getAttribute("transform")!)![1]);
    });
    expect(bars[0] / (zero - one)).toBeCloseTo(0.75, 2);
  });
});

describe("familyPlot", () => {
  const axis = {x: {label: "d", scale: "log", ticks: [8, 16, 64]}, y: {label: "T", scale: "log"}} as const;
  const points = [8, 64].map((x) => ({x, y: x}));

  it("draws a member's own law in its colour, others in that of predictions, and the ticks that are asked for", () => {
    const {member} = rows.familyRows[0];
    const laws = [
      {label: "", member, points},
      {label: "a law", points}
    ];
    const svg = familyPlot(rows.familyRows, {document, title: "", ...axis, xName: "d", scatter: true, laws});
    const [own, other] = lines(svg).map((line) => line.closest("[stroke]")!.getAttribute("stroke"));
    const dot = svg.querySelector('g[data-mark="dot"] circle')!;
    expect(own).toBe(dot.getAttribute("fill") ?? dot.closest("[fill]")!.getAttribute("fill"));
    expect(other).not.toBe(own);
    const ticks = [...svg.querySelectorAll('g[data-mark="x-axis tick label"] text')].map((t) => t.textContent);
    expect(ticks).toEqual(["8", "16", "64"]);
  });
});

describe("stepErrorPlot", () => {
  it("has a dot a step, a level a width, and four curves", () => {
    const levels = [
      {width: 128, error: 0.06},
      {width: 1024, error: Number.NaN}
    ];
    const svg = stepErrorPlot(rows.stepErrorRows, {document, quantity: "distance", levels});
    expect(svg.querySelectorAll("g.measured circle")).toHaveLength(3);
    expect(lines(svg)).toHaveLength(4);
    expect(svg.textContent).toContain("m = 128");
    expect(svg.textContent).not.toContain("m = 1024");
    expect(svg.textContent).toContain("1/64");
  });
});

describe("massBalancePlot", () => {
  const svg = massBalancePlot(rows.balanceRows, {document});
  const bars = (name: string, panel: number) =>
    [...[...svg.querySelectorAll(":scope > svg")][panel].querySelectorAll(`g.${name} rect`)].map((bar) => ({
      top: Number(bar.getAttribute("y")),
      height: Number(bar.getAttribute("height"))
    }));

  it("draws gains upwards and losses downwards from the same line, each in its own colour", () => {
    for (const panel of [0, 1]) {
      const [gained, lost] = [bars("massGained", panel), bars("massLost", panel)];
      expect(gained.length).toBeGreaterThan(5);
      expect(lost.length).toBeGreaterThan(5);
      const zero = lost[0].top;
      for (const {top} of lost) expect(top).toBeCloseTo(zero, 1);
      for (const {top, height} of gained) expect(top + height).toBeCloseTo(zero, 1);
    }
    expect(svg.textContent).toContain("+ gains mass");
    expect(svg.textContent).toContain("− loses mass");
  });

  it("has an arrow for the mass that passes", () => {
    expect(svg.querySelectorAll("g.flux path").length).toBeGreaterThan(3);
  });
});

describe("sgdRatesPlot", () => {
  it("prints the exponents that were measured and both references", () => {
    const exponents = sgdExponents(rows.sgdRows, "width");
    const sample = [8, 32, 128].map(sampleReference);
    const svg = sgdRatesPlot(rows.sgdRows, {document, along: "width", exponents, sample});
    expect(svg.textContent).toContain("sup-distance ∝ m^−0.5");
    expect(lines(svg)).toHaveLength(5);
    const few = rows.sgdRows.filter(({width}) => width < 128);
    const none = sgdExponents(few, "width");
    expect(sgdRatesPlot(few, {document, along: "width", exponents: none, sample}).textContent).not.toContain("∝");
  });
});

describe("radialLawPlot", () => {
  it("draws the share of every bin: the bars' heights are as the squares roots of their neurons", () => {
    const svg = radialLawPlot(rows.radialLawRows, {document, network: rows.radialNetwork, last: 4});
    const bars = [...svg.querySelectorAll(".histogram rect")].map((bar) => Number(bar.getAttribute("height")));
    const neurons = rows.radialNetwork.map((bin) => bin.neurons).filter((n) => n > 0);
    expect(bars).toHaveLength(neurons.length);
    bars.forEach((height, i) => {
      expect((height / bars[0]) ** 2).toBeCloseTo(neurons[i] / neurons[0], 1);
    });
  });
});

describe("transitionPlot", () => {
  it("has a line a time, two for the best laws, and marks Δ and the threshold", () => {
    const svg = transitionPlot(rows.transitionRows, {document, threshold: 0.47, delta: 0.8});
    expect(lines(svg)).toHaveLength(4);
    expect(svg.querySelectorAll(".threshold line, .chosen line")).toHaveLength(2);
    expect(svg.textContent).toContain("Δ∞ = 0.47");
  });
});

describe("chaosTermsPlot", () => {
  it("stacks five terms that end at the measured gap, and lets Grönwall leave through the top", () => {
    const svg = chaosTermsPlot(rows.chaosRows, {document});
    expect(svg.querySelectorAll("g.layer").length).toBeGreaterThanOrEqual(5);
    const ys = (path: Element) => [...path.getAttribute("d")!.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
    const [measured, gronwall] = lines(svg).slice(-2).map(ys);
    expect(Math.min(...gronwall)).toBeLessThan(Math.min(...measured) - 5);
    expect(Math.min(...gronwall)).toBeGreaterThanOrEqual(0);
    expect(gronwall.length).toBeLessThan(measured.length);
  });

  it("cuts a line where it passes the top", () => {
    const points = [0, 1, 2, 3].map((x) => ({x, y: x * x}));
    expect(leaveFrame(points, 2.5)).toEqual([points[0], points[1], {x: 1.5, y: 2.5}]);
    expect(leaveFrame(points, 9)).toEqual(points);
    expect(leaveFrame(points, -1)).toEqual([]);
  });
});

describe("chaosScalingPlot", () => {
  it("draws one line a step size, the gradient flow among them, or one a width without it", () => {
    expect(chaosScalingPlot(rows.scalingRows, {document}).textContent).toContain("ε → 0");
    expect(lines(chaosScalingPlot(rows.scalingRows, {document}))).toHaveLength(3);
    const steps = chaosScalingPlot(rows.scalingRows, {document, against: "stepSize"});
    expect(lines(steps)).toHaveLength(3);
    expect(steps.textContent).toContain("N = 256");
  });
});

describe("chaosBoundPlot", () => {
  it("compresses what is far above the measured gap, and says so", () => {
    const svg = chaosBoundPlot(rows.chaosRows, {document});
    expect(svg.textContent).toContain("compressed above 100");
    expect(svg.querySelector(".knee")).not.toBeNull();
    expect(lines(svg)).toHaveLength(4);
    const close = rows.chaosRows.map((row) => ({...row, theoremBound: Number.NaN, runGronwall: row.maxGap}));
    expect(chaosBoundPlot(close, {document}).querySelector(".knee")).toBeNull();
  });
});
