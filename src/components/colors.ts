import {type Quantity, type QuantityName, quantities} from "./quantities.js";

/** Text in the colours of the ordered scale. */
export const ordinalTextSteps = {
  light: ["#381648", "#331b85", "#0b555d", "#07706a", "#666a0c", "#855a3a"],
  dark: ["#f5f3c2", "#b2e258", "#4ad7cc", "#55abc3", "#9a95f2", "#b094bc"]
} as const;

/** An ordered scale for widths m, dimensions d and harmonic degrees l: dark to light on paper, light to dark at night. */
export const ordinalSteps = {
  light: ["#381648", "#331b85", "#0b555d", "#07776d", "#787c16", "#a8825f"],
  dark: ["#f5f3c2", "#b2e258", "#4ad7cc", "#55abc3", "#7a75e1", "#7f6389"]
} as const;

function variable(name: string, fallback: string): string {
  return `var(--pw-${name}, ${fallback})`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The line and fill colour of a quantity: a CSS variable, with the light theme's colour where no stylesheet reaches. */
export function color(name: QuantityName): string {
  return variable(kebab(name), quantities[name].light);
}

/** The colour of a label that names the quantity. */
export function textColor(name: QuantityName): string {
  return variable(`${kebab(name)}-text`, quantities[name].lightText);
}

/** The dash pattern of a quantity, or undefined for a solid line. */
export function dash(name: QuantityName): string | undefined {
  return (quantities[name] as Quantity).dash;
}

/** The words that name a quantity. */
export function labelOf(name: QuantityName): string {
  return quantities[name].label;
}

/** The steps of the ordinal scale that `count` ordered classes take: spread over the whole scale. */
function stepsFor(count: number): number[] {
  const last = ordinalSteps.light.length - 1;
  return Array.from({length: count}, (_, i) => (count <= 1 ? 1 : Math.round((i * last) / (count - 1))));
}

/** Colours for `count` ordered classes. */
export function ordinalColors(count: number): string[] {
  return stepsFor(count).map((step) => variable(`step-${step + 1}`, ordinalSteps.light[step]));
}

/** Colours for the labels of `count` ordered classes. */
export function ordinalTextColors(count: number): string[] {
  return stepsFor(count).map((step) => variable(`step-${step + 1}-text`, ordinalTextSteps.light[step]));
}

/** Dash patterns for ordered classes, so that colour is never alone. */
export function ordinalDashes(count: number): (string | undefined)[] {
  const dashes = [undefined, "8 3", "5 3", "3 3", "8 3 2 3", "1 3"];
  return Array.from({length: count}, (_, i) => dashes[i % dashes.length]);
}

function declarations(theme: "light" | "dark"): string[] {
  const lines = Object.entries(quantities).flatMap(([name, quantity]) => [
    `--pw-${kebab(name)}: ${quantity[theme]};`,
    `--pw-${kebab(name)}-text: ${quantity[`${theme}Text`]};`
  ]);
  const steps = ordinalSteps[theme].flatMap((step, i) => [
    `--pw-step-${i + 1}: ${step};`,
    `--pw-step-${i + 1}-text: ${ordinalTextSteps[theme][i]};`
  ]);
  return [...lines, ...steps];
}

/** The name of a quantity in style sheets, in formulas and in `data-quantity`: "mean-field" for `meanField`. */
export const cssNames: ReadonlySet<string> = new Set(Object.keys(quantities).map(kebab));

/**
 * The stylesheet that defines the variables, and the colours of words and symbols that name a quantity; src/style/colors.css holds
 * its output, and a test compares the two.
 */
export function colorVariables(): string {
  const light = declarations("light").map((line) => `  ${line}\n`);
  const dark = declarations("dark").map((line) => `    ${line}\n`);
  const words = [...cssNames].map((name) => `\n.q-${name} {\n  color: var(--pw-${name}-text);\n}\n`);
  return `:root {\n${light.join("")}}\n\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n${dark.join("")}  }\n}\n${words.join("")}`;
}
