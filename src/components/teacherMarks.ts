import * as Plot from "@observablehq/plot";
import type {PlanePoint} from "./planeChart.js";

const muted = "var(--theme-foreground-muted, #5f6368)";

/** The teacher's units as open diamonds v₁, v₂, …. */
export function teacherMarks(teacher: readonly PlanePoint[]): Plot.Markish[] {
  const points = teacher.map((point, k) => ({...point, text: `v${subscript(k + 1)}`}));
  return [
    Plot.dot(points, {
      x: "x",
      y: "y",
      r: 5,
      symbol: "diamond",
      stroke: muted,
      strokeWidth: 1.5,
      clip: true,
      className: "teacher"
    }),
    Plot.text(points, {x: "x", y: "y", text: "text", dx: 9, dy: -9, textAnchor: "start", fill: muted, clip: true})
  ];
}

function subscript(k: number): string {
  return Array.from(String(k), (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("");
}
