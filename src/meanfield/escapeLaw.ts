/**
 * The field of the unlearned fraction alone: Ψ(α) = −f α^k with f > 0 of any dependence on time. In the clock ∫f dt the
 * velocity field is stationary, so J_∥ along a path is the ratio of the speeds |ν| = 2kf α^{k−1} √(1−α²) at its ends.
 */

/** ∫^α da / (a^{k−1}(1−a²)), the clock of α̇ = α^{k−1}(1−α²), up to a constant; increases from −∞ to ∞ on (0, 1). */
export function clock(k: number, alignment: number): number {
  let sum = k % 2 === 0 ? Math.log(alignment) - Math.log1p(-alignment * alignment) / 2 : Math.atanh(alignment);
  for (let power = k - 2; power > 0; power -= 2) sum -= alignment ** -power / power;
  return sum;
}

/** log(α^{k−1}√(1−α²)). */
export function logSpeed(k: number, alignment: number): number {
  return (k - 1) * Math.log(alignment) + Math.log1p(-alignment * alignment) / 2;
}

/**
 * The largest log J_∥ in the field of the unlearned fraction alone within ∫f dt = `field`, for a pure link h_k, k ≥ 3: the
 * law against which J_max is drawn, with √R in the place of f (for a well-specified problem they agree while few have
 * learned). To leading order J_max = ((k−1)/k)^{(k−1)/2} k^{−1/2} (2k(k−2)F)^{(k−1)/(k−2)}; for k = 4 that is
 * (3√3/16)(16F)^{3/2} (docs/numerics/propagator.md).
 */
export function escapeGrowth(k: number, field: number): number {
  const growthTo = (end: number): number => {
    const target = clock(k, end) - 2 * k * field;
    let low = Math.log(end) - 2 * k * field - 40;
    let high = Math.log(end);
    while (high - low > 1e-14 * Math.abs(low)) {
      const middle = (low + high) / 2;
      if (clock(k, Math.exp(middle)) > target) high = middle;
      else low = middle;
    }
    return logSpeed(k, end) - logSpeed(k, Math.exp(low));
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let a = 1e-3;
  let b = Math.sqrt((k - 1) / k);
  while (b - a > 1e-9) {
    const left = b - golden * (b - a);
    const right = a + golden * (b - a);
    if (growthTo(left) < growthTo(right)) a = left;
    else b = right;
  }
  return growthTo((a + b) / 2);
}

/** The leading order of exp(escapeGrowth): ((k−1)/k)^{(k−1)/2} k^{−1/2} (2k(k−2)F)^{(k−1)/(k−2)}, for k ≥ 3. */
export function escapeLaw(k: number, field: number): number {
  return (((k - 1) / k) ** ((k - 1) / 2) / Math.sqrt(k)) * (2 * k * (k - 2) * field) ** ((k - 1) / (k - 2));
}
