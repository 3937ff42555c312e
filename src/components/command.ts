import {contracted} from "../experiments/progression.js";

/** What a parameter is printed as: `parameters.print(…)` of an experiment gives such an object. */
export type Printed = Readonly<Record<string, string | number>>;

/**
 * The shell command that prints the rows of an experiment: `npm run -s simulate -- gap --dimension 16`. Numbers that follow a rule
 * are written as one.
 */
export function simulateCommand(experiment: string, parameters: Printed): string {
  const flags = Object.entries(parameters).map(([name, value]) => {
    const text = contracted(String(value));
    const flag = name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
    return ` --${flag} ${/^[\w.,:+/@%=-]+$/.test(text) ? text : `"${text}"`}`;
  });
  return `npm run -s simulate -- ${experiment}${flags.join("")}`;
}

/** A file name from a figure's id and its parameters: `gap-problem-He4-dimension-16.csv`. */
export function fileName(id: string, parameters: Printed, extension: string): string {
  const parts = Object.entries(parameters).map(([name, value]) => `-${name}-${value}`);
  const stem = `${id}${parts.join("")}`.replace(/[^\w.+-]+/g, "_");
  return `${stem.slice(0, 120)}.${extension}`;
}
