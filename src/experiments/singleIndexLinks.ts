/** An activation and a target link by their Hermite coefficients, as the experiments read them, and what to call them. */
export interface NamedLinks {
  readonly name: string;
  /** In words and symbols, for labels. */
  readonly label: string;
  readonly activation: string;
  readonly target: string;
}

/** The links of the pages on single-index models; "small" and "large" are under- and over-specified targets. */
export const singleIndexLinks = [
  {name: "h2", label: "σ = σ* = h₂", activation: "2:1", target: "2:1"},
  {name: "mixed", label: "σ = σ* = 0.6 h₂ + 0.8 h₄", activation: "2:0.6,4:0.8", target: "2:0.6,4:0.8"},
  {name: "h3", label: "σ = σ* = h₃", activation: "3:1", target: "3:1"},
  {name: "h4", label: "σ = σ* = h₄", activation: "4:1", target: "4:1"},
  {name: "h6", label: "σ = σ* = h₆", activation: "6:1", target: "6:1"},
  {name: "h2_small", label: "σ = h₂, σ* = ½ h₂", activation: "2:1", target: "2:0.5"},
  {name: "h4_small", label: "σ = h₄, σ* = ½ h₄", activation: "4:1", target: "4:0.5"},
  {name: "h4_large", label: "σ = h₄, σ* = 1.5 h₄", activation: "4:1", target: "4:1.5"}
] as const satisfies readonly NamedLinks[];

export type LinksName = (typeof singleIndexLinks)[number]["name"];

export const linksNames = singleIndexLinks.map(({name}) => name);

/** The links of this name; throws when there are none. */
export function linksOf(name: string): NamedLinks {
  const found = singleIndexLinks.find((links) => links.name === name);
  if (found === undefined) throw new Error(`no links are called ${name}; use one of ${linksNames.join(", ")}`);
  return found;
}

/** The parameters that hand these links to an experiment. */
export function linkParameters(name: string): {activation: string; target: string} {
  const {activation, target} = linksOf(name);
  return {activation, target};
}
