import {gaussLegendre} from "./legendre.js";

/** The density of N(0, 1). */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Spacing of the tabulated points and the largest of them; beyond it the distribution is 0 or 1 to rounding. */
const spacing = 1 / 64;
const end = 9;
const points = Math.round((2 * end) / spacing) + 1;
const distributions = Float64Array.from({length: points}, (_, i) => series(i * spacing - end));
const densities = Float64Array.from({length: points}, (_, i) => normalDensity(i * spacing - end));

/** Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …) (Marsaglia 2004). */
function series(x: number): number {
  let sum = x;
  let term = x;
  for (let k = 3; Math.abs(term) > 1e-18; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/**
 * P(G ≤ x) for G ~ N(0, 1), to an absolute error of 1e−15: the Taylor polynomial of degree 7 at the nearest tabulated point,
 * whose coefficients are Hermite polynomials times the density there.
 */
export function normalDistribution(x: number): number {
  if (!(x > -end)) return x <= -end ? 0 : Number.NaN;
  if (x >= end) return 1;
  const i = Math.round((x + end) / spacing);
  const a = i * spacing - end;
  const h = x - a;
  const b = a * a;
  const h3 = a * (3 - b);
  const h4 = 3 + b * (b - 6);
  const h5 = a * (-15 + b * (10 - b));
  const h6 = -15 + b * (45 + b * (b - 15));
  const tail = (h3 + (h / 5) * (h4 + (h / 6) * (h5 + (h / 7) * h6))) / 4;
  return distributions[i] + densities[i] * h * (1 + (h / 2) * (-a + (h / 3) * (b - 1 + h * tail)));
}

const rule = gaussLegendre(32);

/** Above this correlation the integral is taken from full correlation downwards. */
const strong = 0.9;

/**
 * P(X > h, Y > k) for standard normal X, Y of correlation ρ ∈ [−1, 1], by Plackett's identity: ∂P/∂ρ is the density at
 * (h, k) (Drezner and Wesolowsky 1990), integrated in the angle arcsin ρ by 32 Gauss–Legendre nodes; near |ρ| = 1 see `loss`.
 * Absolute error 1e−12 at most.
 */
export function upperOrthant(h: number, k: number, correlation: number): number {
  if (correlation < -strong) return normalDistribution(-h) - upperOrthant(h, -k, -correlation);
  if (correlation > strong) return normalDistribution(-Math.max(h, k)) - loss(h, k, correlation);
  const squares = (h * h + k * k) / 2;
  const moved = integrate(Math.asin(correlation) / 2, (angle) => {
    const sine = Math.sin(angle);
    return Math.exp((h * k * sine - squares) / (1 - sine * sine));
  });
  return normalDistribution(-h) * normalDistribution(-k) + moved;
}

/**
 * What full correlation has more than correlation ρ: in t = √(1−ρ²) the density integrates e^{−a²/2t²} g(t) with a = |h − k|
 * and g even and smooth. The part of g up to t² is integrated in closed form (Genz 2004), so that the rest vanishes like t⁴
 * where the exponential is flat.
 */
function loss(h: number, k: number, correlation: number): number {
  const end = Math.sqrt(Math.max(0, (1 - correlation) * (1 + correlation)));
  if (!(end > 0)) return 0;
  const a = Math.abs(h - k);
  const flat = (t: number) => Math.exp((-a * a) / (2 * t * t));
  const g0 = Math.exp((-h * k) / 2);
  const g2 = g0 * (0.5 - (h * k) / 8);
  const plain = end * flat(end) - a * Math.sqrt(2 * Math.PI) * normalDistribution(-a / end);
  const squared = (end ** 3 * flat(end) - a * a * plain) / 3;
  const rest = integrate(end / 2, (t) => {
    const sine = Math.sqrt(1 - t * t);
    return flat(t) * (Math.exp((-h * k) / (1 + sine)) / sine - g0 - g2 * t * t);
  });
  return (g0 * plain + g2 * squared) / (2 * Math.PI) + rest;
}

/** ∫ f / 2π from 0 to 2·half. */
function integrate(half: number, f: (t: number) => number): number {
  let sum = 0;
  for (let i = 0; i < rule.nodes.length; ++i) sum += rule.weights[i] * f(half * (1 + rule.nodes[i]));
  return (half * sum) / (2 * Math.PI);
}
