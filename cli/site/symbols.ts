/** `\sym{NAME}{…}` with up to three pairs of braces in one another. */
const symbol = /\\sym\{[\w-]+\}\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}/g;

/** The source of a formula, or a text that holds some, as LaTeX without our marks of symbols. */
export function withoutSymbols(tex: string): string {
  return tex.replaceAll(symbol, "$1");
}
