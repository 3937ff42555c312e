import {opening} from "./toyProblem.js";

/** What the page of two-layer networks opens with, and what its inputs offer. */
export const toy = {
  atoms: opening.atoms,
  teacher: opening.teacher,
  stepSize: opening.stepSize,
  stepSizes: [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2],
  /** How far from the origin an atom can be moved. */
  reach: {x: 2.6, y: 2.1},
  seed: 22,
  draw: 0,
  draws: 999,
  stage: "net",
  stageNames: {
    draw: "draw a sample",
    field: "field",
    repulsion: "repulsion",
    net: "net direction",
    scale: "times 2s",
    step: "step"
  },
  arrows: "sample",
  pathStep: 1 / 32,
  pathSteps: [1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256, 1 / 512, 1 / 1024, 1 / 2048],
  pathTime: 4,
  pathTimes: Array.from({length: 65}, (_, k) => k / 16),
  noise: {
    stepSizes: [1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256, 1 / 512, 1 / 1024, 1 / 2048],
    fitBelow: 1 / 64,
    time: 1,
    runs: 400
  },
  network: {activation: "erf", inputs: 8, neurons: 16, units: 2, pull: 0.3, samples: 4000, seed: 1},
  activations: ["relu", "erf", "hermite2", "hermite3", "hermite4"],
  activationNames: {relu: "ReLU", erf: "erf(z/√2)", hermite2: "h₂", hermite3: "h₃", hermite4: "h₄"},
  widths: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  dimensions: [2, 4, 8, 16, 32],
  units: [1, 2]
} as const;
