import {uniformFloat64} from "pure-rand/distribution/uniformFloat64";
import {xoroshiro128plusFromState} from "pure-rand/generator/xoroshiro128plus";

/** A stream of pseudo-random numbers; each call advances it. */
export interface RandomStream {
  /** Uniform on [0, 1), a multiple of 2^−53. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * The stream of this seed and name. Streams of different names are independent for every practical purpose, so that each
 * use of randomness has its own and adding one changes no other. The generator is xoroshiro128+, its 128 bits of state a
 * hash of "seed/name". Throws a RangeError unless the seed is a safe integer ≥ 0.
 */
export function stream(seed: number, name: string): RandomStream {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`the seed must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}: ${seed}`);
  const text = `${seed}/${name}`;
  const generator = xoroshiro128plusFromState([0, 1, 2, 3].map((lane) => hash(text, lane)));
  const uniform = () => uniformFloat64(generator);
  return {uniform, normal: () => normal(uniform)};
}

/**
 * m neurons uniform on the unit sphere S^{d−1}: d·m numbers, coordinate c of neuron i at [c·m + i]. They are drawn neuron
 * after neuron, so that a narrower network consists of the first neurons of a wider one with the same seed.
 * Throws a RangeError unless d ≥ 2 and m ≥ 1 are integers and the seed is a safe integer ≥ 0.
 */
export function initialNeurons(dimension: number, width: number, seed: number): Float64Array {
  if (!Number.isInteger(dimension) || dimension < 2)
    throw new RangeError(`the dimension must be an integer ≥ 2: ${dimension}`);
  if (!Number.isInteger(width) || width < 1) throw new RangeError(`the width must be an integer ≥ 1: ${width}`);
  const {normal} = stream(seed, "initial neurons");
  const neurons = new Float64Array(dimension * width);
  for (let i = 0; i < width; ++i) {
    let square = 0;
    for (let c = 0; c < dimension; ++c) {
      const z = normal();
      neurons[c * width + i] = z;
      square += z * z;
    }
    const norm = Math.sqrt(square);
    for (let c = 0; c < dimension; ++c) neurons[c * width + i] /= norm;
  }
  return neurons;
}

/**
 * Leva's ratio of uniforms (ACM TOMS 18, 1992). The number returned is v/u, made by operations that IEEE 754 rounds
 * exactly; the logarithm, which engines may round differently, only decides a comparison that it could turn when both
 * sides agree to 16 digits. So every engine gives the same bits (docs/numerics/particles.md).
 */
function normal(uniform: () => number): number {
  for (;;) {
    const u = 1 - uniform();
    const v = 1.7156 * (uniform() - 0.5);
    const x = u - 0.449871;
    const y = Math.abs(v) + 0.386595;
    const q = x * x + y * (0.196 * y - 0.25472 * x);
    if (q < 0.27597 || (q <= 0.27846 && v * v <= -4 * u * u * Math.log(u))) return v / u;
  }
}

/** MurmurHash3 (x86, 32 bit) of the text's UTF-16 code units, each taken as one block. */
function hash(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; ++i) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= text.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
