import fc from "fast-check";
import svgpath from "svgpath";
import {expect, test} from "vitest";
import {shortPath} from "../../cli/site/shortPath.js";

type Point = readonly [number, number];

/** The corners of a path of straight pieces. */
function corners(data: string): Point[] {
  const points: Point[] = [];
  svgpath(data)
    .abs()
    .iterate((segment, _index, x, y) => {
      const [command, ...to] = segment as [string, ...number[]];
      if (command === "H") points.push([to[0]!, y]);
      else if (command === "V") points.push([x, to[0]!]);
      else points.push([to[0]!, to[1]!]);
    });
  return points;
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx ** 2 + dy ** 2 || 1)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

const distanceToPath = (point: Point, path: readonly Point[]) =>
  Math.min(...path.slice(1).map((end, i) => distance(point, path[i]!, end)));

const coordinate = fc.integer({min: -9999, max: 99999}).map((n) => n / 97);
const curve = fc.array(fc.tuple(coordinate, coordinate), {minLength: 2, maxLength: 60});

test("a short path passes within a sixth of a pixel of every corner, in the same order, and ends where it did", () => {
  fc.assert(
    fc.property(curve, (points) => {
      const short = corners(shortPath(`M${points.join("L")}`));
      const [first, last] = [short[0]!, short.at(-1)!];
      expect(Math.hypot(first[0] - points[0]![0], first[1] - points[0]![1])).toBeLessThan(0.075);
      expect(Math.hypot(last[0] - points.at(-1)![0], last[1] - points.at(-1)![1])).toBeLessThan(0.075);
      for (const point of points) expect(distanceToPath(point, short)).toBeLessThan(1 / 6);
    })
  );
});

test("points on the way are left out, whatever their number", () => {
  const line = Array.from({length: 200}, (_, i) => `${i},${i / 2 + (i % 2) / 25}`);
  expect(shortPath(`M${line.join("L")}`)).toBe("M0 0l199 99.5");
});

test.each([
  ["M0,0A4.5,4.5,0,1,1,9,0", "M0 0a4.5 4.5 0 1 1 9 0"],
  ["M1,2C3.26,4,5,6,7,8Z", "M1 2c2.3 2 4 4 6 6z"],
  ["M1e-7,2L3,2.00001M5,5L6,6", "M0 2l3 0m2 3l1 1"],
  ["", ""]
])("%s is %s", (data, short) => {
  expect(shortPath(data)).toBe(short);
});
