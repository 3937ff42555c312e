/** How one quantity is drawn, everywhere on the site: its colour in light and dark themes and its dash pattern. */
export interface Quantity {
  /** The words that name the quantity in a label. */
  readonly label: string;
  /** Line and fill colour; contrast with the page ≥ 3 (WCAG 1.4.11). */
  readonly light: string;
  readonly dark: string;
  /** Colour of text; contrast with the page ≥ 4.5 (WCAG 1.4.3). */
  readonly lightText: string;
  readonly darkText: string;
  /** SVG stroke-dasharray; undefined is a solid line. */
  readonly dash?: string;
}

const ink = {light: "#16191d", dark: "#f2f2ec", lightText: "#16191d", darkText: "#f2f2ec"};

/**
 * One colour and one dash a quantity. What was measured on a finite network is drawn in ink; everything that theory
 * says about it is in colour. Quantities that share a figure (`sharedFigures`) stay apart under protanopia,
 * deuteranopia and tritanopia: a test computes it.
 */
export const quantities = {
  finite: {label: "finite network", ...ink},
  meanGap: {label: "Ω²", ...ink},
  functionGap: {
    label: "‖fₘ − f∞‖²",
    light: "#7b2d86",
    dark: "#eeaaf2",
    lightText: "#7b2d86",
    darkText: "#eeaaf2",
    dash: "8 3"
  },
  measured: {label: "measured", ...ink},
  meanField: {
    label: "mean field",
    light: "#1a55b0",
    dark: "#5a96ea",
    lightText: "#1a55b0",
    darkText: "#7fb3f5",
    dash: "6 3"
  },
  linear: {
    label: "linear gap ODE",
    light: "#7a4fd0",
    dark: "#a982f0",
    lightText: "#6a3cc4",
    darkText: "#b898f5",
    dash: "2 3"
  },
  prediction: {label: "prediction", light: "#1a9f8a", dark: "#33cfc4", lightText: "#0f7565", darkText: "#33cfc4"},
  propagatorBound: {
    label: "propagator bound",
    light: "#c87a14",
    dark: "#fbcf48",
    lightText: "#93560a",
    darkText: "#fbcf48",
    dash: "8 3"
  },
  selfConcordanceBound: {
    label: "self-concordance bound",
    light: "#b1431f",
    dark: "#f09a66",
    lightText: "#a83c19",
    darkText: "#f09a66",
    dash: "8 3 2 3"
  },
  eigenvalueBound: {
    label: "largest eigenvalue",
    light: "#34468e",
    dark: "#4f68c8",
    lightText: "#34468e",
    darkText: "#8398e6",
    dash: "5 4"
  },
  gronwall: {
    label: "Grönwall",
    light: "#7d1f4a",
    dark: "#ee5586",
    lightText: "#7d1f4a",
    darkText: "#f46f98",
    dash: "1 3"
  },
  parallel: {label: "λ∥", light: "#b03a12", dark: "#e8742e", lightText: "#a33510", darkText: "#f08a4c"},
  transverse: {
    label: "λ⊥",
    light: "#2350c8",
    dark: "#5b92f2",
    lightText: "#2350c8",
    darkText: "#7ba8f5",
    dash: "6 3"
  },
  velocity: {
    label: "velocity",
    light: "#12a06c",
    dark: "#35dd80",
    lightText: "#0a7650",
    darkText: "#35dd80",
    dash: "2 3"
  },
  logarithmicVelocity: {
    label: "α̇/α",
    light: "#7b2d86",
    dark: "#eeaaf2",
    lightText: "#7b2d86",
    darkText: "#eeaaf2",
    dash: "8 3 2 3"
  },
  equilibrium: {
    label: "equilibrium α*",
    light: "#bd8210",
    dark: "#fabf3c",
    lightText: "#855a06",
    darkText: "#fabf3c",
    dash: "4 3"
  },
  hessianTerm: {label: "Hessian", light: "#9a3a08", dark: "#ee7420", lightText: "#9a3a08", darkText: "#f28a40"},
  interactionTerm: {label: "interaction", light: "#1c44b4", dark: "#5a8fe0", lightText: "#1c44b4", darkText: "#7ca8ea"},
  forcingTerm: {label: "forcing", light: "#249a7c", dark: "#62d6a6", lightText: "#147561", darkText: "#62d6a6"},
  externalField: {
    label: "external field",
    light: "#1f62d6",
    dark: "#5f9cf5",
    lightText: "#1f62d6",
    darkText: "#7fb0f8"
  },
  repulsion: {
    label: "repulsion",
    light: "#a81830",
    dark: "#e8505c",
    lightText: "#a81830",
    darkText: "#f27a82",
    dash: "5 3"
  },
  netDirection: {
    label: "net direction",
    light: "#c07d0c",
    dark: "#f7c95c",
    lightText: "#8f5c06",
    darkText: "#f7c95c"
  },
  gradientFlow: {
    label: "gradient flow",
    light: "#7a4fd0",
    dark: "#b08af0",
    lightText: "#6a3cc4",
    darkText: "#bb9cf5",
    dash: "6 3"
  },
  lazy: {label: "lazy, 1/√N", light: "#b1531f", dark: "#f0a266", lightText: "#984310", darkText: "#f0a266"},
  between: {
    label: "in between",
    light: "#1a9f8a",
    dark: "#33cfc4",
    lightText: "#0f7565",
    darkText: "#33cfc4",
    dash: "2 3"
  },
  gibbs: {
    label: "Gibbs law",
    light: "#b03a12",
    dark: "#e8742e",
    lightText: "#a33510",
    darkText: "#f08a4c",
    dash: "5 4"
  },
  potential: {label: "potential", light: "#12a06c", dark: "#35dd80", lightText: "#0a7650", darkText: "#35dd80"},
  freeEnergy: {label: "free energy", light: "#7b2d86", dark: "#eeaaf2", lightText: "#7b2d86", darkText: "#eeaaf2"},
  halfRisk: {
    label: "half the risk",
    light: "#2350c8",
    dark: "#5b92f2",
    lightText: "#2350c8",
    darkText: "#7ba8f5",
    dash: "6 3"
  },
  ridgeCost: {
    label: "ridge",
    light: "#12a06c",
    dark: "#35dd80",
    lightText: "#0a7650",
    darkText: "#35dd80",
    dash: "2 3"
  },
  entropyCost: {
    label: "entropy",
    light: "#b03a12",
    dark: "#e8742e",
    lightText: "#a33510",
    darkText: "#f08a4c",
    dash: "8 3 2 3"
  },
  temperatureBound: {
    label: "bound",
    light: "#34468e",
    dark: "#8398e6",
    lightText: "#34468e",
    darkText: "#8398e6",
    dash: "8 3"
  },
  offset: {
    label: "mean alone",
    light: "#7a4fd0",
    dark: "#a982f0",
    lightText: "#6a3cc4",
    darkText: "#b898f5",
    dash: "2 3"
  },
  massGained: {label: "gains mass", light: "#1c44b4", dark: "#5a8fe0", lightText: "#1c44b4", darkText: "#7ca8ea"},
  massLost: {label: "loses mass", light: "#9a3a08", dark: "#ee7420", lightText: "#9a3a08", darkText: "#f28a40"},
  supDistance: {label: "sup-distance", ...ink},
  wasserstein: {
    label: "Wasserstein distance",
    light: "#1a9f8a",
    dark: "#33cfc4",
    lightText: "#0f7565",
    darkText: "#33cfc4",
    dash: "8 3 2 3"
  },
  neuronDistance: {
    label: "distance of a neuron",
    light: "#c87a14",
    dark: "#fbcf48",
    lightText: "#93560a",
    darkText: "#fbcf48",
    dash: "8 3"
  },
  sampleDistance: {
    label: "independent sample",
    light: "#7a4fd0",
    dark: "#a982f0",
    lightText: "#6a3cc4",
    darkText: "#b898f5",
    dash: "2 3"
  },
  leastRisk: {
    label: "best law",
    light: "#b0246e",
    dark: "#e04878",
    lightText: "#a01d62",
    darkText: "#f38cc0",
    dash: "8 3 2 3"
  },
  driftTerm: {label: "drift E₂", light: "#e8260f", dark: "#c04209", lightText: "#bd1c0a", darkText: "#f08a4c"},
  martingaleTerm: {label: "martingale M", light: "#985ffe", dark: "#6150f0", lightText: "#7740e0", darkText: "#9d92ff"},
  discretisationTerm: {
    label: "discretisation E₁",
    light: "#2b1a7c",
    dark: "#a4f156",
    lightText: "#2b1a7c",
    darkText: "#a4f156"
  },
  sumOfLengths: {
    label: "sum of lengths",
    light: "#a8760c",
    dark: "#f2d468",
    lightText: "#7d5606",
    darkText: "#f2d468",
    dash: "8 3"
  },
  theorem: {
    label: "the theorem",
    light: "#2a52a4",
    dark: "#5c7fd8",
    lightText: "#2a52a4",
    darkText: "#86a4ee",
    dash: "5 4"
  },
  mcdiarmid: {
    label: "McDiarmid",
    light: "#1a7f9a",
    dark: "#3fb6d4",
    lightText: "#126a82",
    darkText: "#3fb6d4",
    dash: "6 3"
  }
} as const satisfies Record<string, Quantity>;

export type QuantityName = keyof typeof quantities;

/** The sets of quantities that are drawn in one figure, and therefore have to be told apart. */
export const sharedFigures: readonly (readonly QuantityName[])[] = [
  ["measured", "linear", "propagatorBound", "selfConcordanceBound", "eigenvalueBound", "prediction", "gronwall"],
  ["finite", "meanField", "velocity"],
  ["parallel", "transverse", "velocity", "logarithmicVelocity"],
  ["parallel", "transverse", "equilibrium"],
  ["hessianTerm", "interactionTerm", "forcingTerm", "measured"],
  ["meanField", "measured", "prediction"],
  ["externalField", "repulsion", "netDirection", "finite"],
  ["finite", "gradientFlow"],
  ["measured", "prediction"],
  ["lazy", "between", "meanField"],
  ["finite", "meanField", "gibbs"],
  ["freeEnergy", "halfRisk", "ridgeCost", "entropyCost"],
  ["freeEnergy", "gibbs", "potential"],
  ["gibbs", "temperatureBound"],
  ["measured", "offset", "prediction"],
  ["massGained", "massLost"],
  ["supDistance", "wasserstein", "neuronDistance", "sampleDistance"],
  ["leastRisk", "prediction"],
  ["driftTerm", "martingaleTerm", "discretisationTerm", "interactionTerm", "forcingTerm", "measured", "gronwall"],
  ["measured", "sumOfLengths", "gronwall", "theorem"],
  ["measured", "mcdiarmid"],
  ["meanGap", "functionGap"]
];
