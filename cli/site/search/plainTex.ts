/** The signs that stand for TeX's commands, by the commands' names; all of them can be searched for by either. */
const signs: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  varepsilon: "ε",
  epsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  varrho: "ρ",
  sigma: "σ",
  tau: "τ",
  varphi: "φ",
  phi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Xi: "Ξ",
  Pi: "Π",
  Sigma: "Σ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
  ell: "ℓ",
  nabla: "∇",
  partial: "∂",
  int: "∫",
  iint: "∬",
  sqrt: "√",
  sum: "∑",
  infty: "∞",
  parallel: "∥",
  perp: "⊥"
};

/** Signs that nobody searches for by their names. */
const others: Readonly<Record<string, string>> = {
  langle: "⟨",
  rangle: "⟩",
  lVert: "‖",
  rVert: "‖",
  lvert: "|",
  rvert: "|",
  ll: "≪",
  gg: "≫",
  lesssim: "≲",
  gtrsim: "≳",
  mapsto: "↦",
  vee: "∨",
  le: "≤",
  ge: "≥",
  ne: "≠",
  pm: "±",
  in: "∈",
  to: "→",
  cdot: "·",
  times: "×",
  dots: "…",
  cdots: "…",
  sim: "∼",
  approx: "≈",
  propto: "∝",
  quad: " ",
  qquad: " ",
  "#": "#"
};

const accents: Readonly<Record<string, string>> = {hat: "\u0302", bar: "\u0304", tilde: "\u0303", dot: "\u0307"};

/** Commands that only say how something looks. */
const looks =
  /\\(?:mathrm|mathbb|mathcal|mathsf|mathbf|operatorname|text|rm|[Bb]igg?[lr]?|left|right|textstyle|displaystyle)(?![A-Za-z])/g;

const accented = /\\(hat|bar|tilde|dot)\s*\{?([^{}\\\s]\p{M}*)\}?/gu;

function accent(_: string, name: string, letter: string): string {
  return letter + accents[name];
}

/** A formula in TeX as a line of text, with the signs that readers see: "J_max", "λ_∥", "ρ̂_m". */
export function plainTex(tex: string): string {
  const argument = String.raw`\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|\w))`;
  return tex
    .replaceAll(/\\(?:tag|begin|end)\{[^}]*\}/g, " ")
    .replaceAll(looks, "")
    .replaceAll(/\\[,;:!]|\\\\|&/g, " ")
    .replaceAll(new RegExp(String.raw`\\[dt]?frac${argument}${argument}`, "g"), "$1$2/$3$4")
    .replaceAll(/\\([A-Za-z]+|#)(\s*)/g, (whole, name, space) =>
      name in accents ? whole : (signs[name] ?? (others[name] ?? `${name} `) + space)
    )
    .replaceAll(accented, accent)
    .replaceAll(accented, accent)
    .replaceAll(/[{}\\]/g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ (?=[)\],.;/‖⟩])|(?<=[([‖⟨]) /g, "")
    .trim();
}

/** What a formula can be found by: its signs and letters, and the names of its signs in TeX. */
export function texWords(tex: string): string {
  const names = Array.from(tex.matchAll(/\\([A-Za-z]+)/g), ([, name]) => name!).filter((name) => name in signs);
  return [plainTex(tex), ...names.map((name) => name.replace(/^var/, ""))].join(" ");
}
