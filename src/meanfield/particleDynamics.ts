/** The neurons of a finite network as they move; the caller owns the loop. */
export interface ParticleDynamics {
  readonly time: number;
  /** d×m, coordinate-major, of unit length; valid until the next step. */
  readonly neurons: Float64Array;
  /** Evaluations of the pair sum so far. */
  readonly evaluations: number;
  readonly steps: number;
  /** Takes one step that ends at `limit` (> time) at the latest. */
  advance(limit: number): void;
}
