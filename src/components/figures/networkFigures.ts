import type {ActivationsRow} from "../../experiments/activations.js";
import type {RiskTermsRow} from "../../experiments/riskTerms.js";
import {activationsPlot, interactionsPlot} from "../activationsPlot.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {riskTermsPlot} from "../riskTermsPlot.js";

interface NetworkSetting {
  readonly id: string;
  readonly parameters: Printed;
}

/** Common activations. */
export function activationsFigure(rows: readonly ActivationsRow[], {id, parameters}: NetworkSetting): FigureSpec {
  const apart = Math.max(...rows.map((row) => Math.abs(row.erf - row.tanh)));
  return {
    id,
    title: "Activations",
    rows,
    experiment: "activations",
    parameters,
    caption: `ReLU is unbounded with a kink; erf(<i>z</i>/√2) and tanh are bounded and smooth and differ by at most ${formatNumber(apart, 2)} here; the normalised Hermite polynomials <i>h</i><sub>2</sub>, <i>h</i><sub>3</sub>, <i>h</i><sub>4</sub> are orthonormal under the Gaussian.`,
    draw: (options: ChartOptions) => activationsPlot(rows, options)
  };
}

/** Interaction of two unit neurons over their angle. */
export function interactionsFigure(rows: readonly ActivationsRow[], {id, parameters}: NetworkSetting): FigureSpec {
  const same = rows.reduce((best, row) => (row.cosine > best.cosine ? row : best), rows[0]);
  const orthogonal = rows.reduce((best, row) => (Math.abs(row.cosine) < Math.abs(best.cosine) ? row : best), rows[0]);
  return {
    id,
    title: "The interaction of two neurons, by the angle between them",
    rows,
    experiment: "activations",
    parameters,
    caption: `Closed forms for neurons of length 1. Two equal neurons: ${formatNumber(same.reluInteraction)} for ReLU, ${formatNumber(same.erfInteraction)} for erf, ${formatNumber(same.hermite4Interaction)} for every <i>h<sub>k</sub></i>. Orthogonal ones: ${formatNumber(orthogonal.reluInteraction)} for ReLU, because it has a mean; ${formatNumber(orthogonal.erfInteraction)} for the others.`,
    draw: (options: ChartOptions) => interactionsPlot(rows, options)
  };
}

/** The terms of one network's risk. */
export function riskTermsFigure(rows: readonly RiskTermsRow[], {id, parameters}: NetworkSetting): FigureSpec {
  const [target, field, interaction, risk] = rows;
  const off = Math.max(...rows.map((row) => Math.abs(row.sampled - row.value) / row.standardError));
  return {
    id,
    title: "The risk of your network, term by term",
    rows,
    experiment: "risk-terms",
    parameters,
    caption: `<i>R</i> = ${formatNumber(target.value)} ${signed(field.value)} ${signed(interaction.value)} = ${formatNumber(risk.value)}. Of the interaction, ${formatNumber(interaction.self)} is each neuron with itself. ${parameters.samples} fresh samples agree to within ${formatNumber(off, 2)} standard errors.`,
    draw: (options: ChartOptions) => riskTermsPlot(rows, options)
  };
}

/** "+ 0.3" or "− 0.3". */
function signed(value: number): string {
  return `${value < 0 ? "−" : "+"} ${formatNumber(Math.abs(value))}`;
}
