import simplify from "simplify-js";
import svgpath from "svgpath";

/** How far a shortened curve may pass by a point of the exact one, in px, before it is rounded. */
const tolerance = 0.1;

/**
 * The data of a path in as few letters as look the same: points that lie on the way between others are left out, and the rest are told
 * from point to point in tenths of a pixel, whose errors do not add up.
 */
export function shortPath(data: string): string {
  return svgpath(withoutPointsBetween(data)).rel().round(1).toString();
}

/** Straight pieces in a row, by Douglas and Peucker's algorithm; other commands stay as they are. */
function withoutPointsBetween(data: string): string {
  return data.replaceAll(/(?<=[ML])[-+.,\de]+(?:L[-+.,\de]+)+/g, (row) => {
    const points = row.split("L").map((pair) => {
      const [x, y] = pair.split(",").map(Number);
      return {x: x!, y: y!};
    });
    return simplify(points, tolerance, true)
      .map(({x, y}) => `${x},${y}`)
      .join("L");
  });
}
