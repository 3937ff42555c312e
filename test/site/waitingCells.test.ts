import fc from "fast-check";
import {expect, test} from "vitest";
import {servedPlaces, withWaitingCells} from "../../cli/site/waitingCells.js";

const cell = (id: string, inputs: string[], outputs: string[] = []) => ({id, inputs, outputs});

test("a cell that shows nothing waits with all the figures that need it, by way of others too", () => {
  const cells = [
    cell("imports", ["display"], ["run"]),
    cell("input", ["view"], ["d"]),
    cell("setting", ["d"], ["setting"]),
    cell("rows", ["setting", "run"], ["rows"]),
    cell("first", ["display", "rows"]),
    cell("second", ["display", "rows", "setting"])
  ];
  const places = new Map([
    ["first", "figure-a"],
    ["second", "figure-b"]
  ]);
  expect(Object.fromEntries(servedPlaces(cells, places))).toEqual({
    setting: ["figure-a", "figure-b"],
    rows: ["figure-a", "figure-b"],
    first: ["figure-a"],
    second: ["figure-b"]
  });
});

test("what an input uses, what nothing uses, and a figure that gives an input a value do not wait", () => {
  const cells = [
    cell("choices", [], ["choices"]),
    cell("input", ["view", "choices", "drawn"], ["d"]),
    cell("effect", ["d"], ["unused"]),
    cell("figure", ["display", "d"], ["drawn"])
  ];
  expect(servedPlaces(cells, new Map([["figure", "figure-a"]])).size).toBe(0);
});

test("a waiting cell is used by waiting cells only, and waits for each place that they wait for", () => {
  const acyclic = fc
    .integer({min: 1, max: 9})
    .chain((n) =>
      fc.tuple(
        ...Array.from({length: n}, (_, i) => fc.record({uses: fc.subarray([...Array(i).keys()]), kind: fc.nat(2)}))
      )
    );
  fc.assert(
    fc.property(acyclic, (nodes) => {
      const cells = nodes.map(({uses, kind}, i) =>
        cell(`c${i}`, [...uses.map((j) => `v${j}`), ...(kind > 0 ? ["display"] : [])], [`v${i}`])
      );
      const places = new Map(nodes.flatMap(({kind}, i) => (kind === 2 ? [[`c${i}`, `place-${i}`] as const] : [])));
      const served = servedPlaces(cells, places);
      for (const [i, {uses}] of nodes.entries())
        for (const used of uses.map((j) => served.get(`c${j}`)))
          if (used) expect(used).toEqual(expect.arrayContaining([...served.get(`c${i}`)!]));
    })
  );
});

const page = [
  '<link rel="modulepreload" href="./_import/components/whenNear.0a1b2c3d.js">',
  '<script type="module">import {define} from "./_observablehq/client.js";',
  'define({id: "11111111", inputs: ["view"], outputs: ["d"], body: (view) => { return {d: view(1)} }});',
  'define({id: "22222222", inputs: ["d"], outputs: ["rows"], body: (d) => { return {rows: run("define({})", d)} }});',
  'define({id: "33333333", inputs: ["display","rows"], body: (display,rows) => { display(rows) }});',
  'define({id: "44444444", mode: "inline", inputs: ["display","d"], body: async (display,d) => { display(d) }});',
  "</script>",
  "<div><!--:11111111:--></div><!--:22222222:-->",
  '<div class="figure" id="figure-gap"><observablehq-loading></observablehq-loading><!--:33333333:--></div>',
  "<p>so <observablehq-loading></observablehq-loading><!--:44444444:-->.</p>"
].join("\n");

test("the cells of figures and of values in the text wait for their places, and no others", () => {
  const lines = withWaitingCells(page).split("\n");
  expect(lines[1]).toBe(
    '<script type="module">import {whenNear} from "./_import/components/whenNear.0a1b2c3d.js";import {define} from "./_observablehq/client.js";'
  );
  expect(lines[2]).toBe(page.split("\n")[2]);
  expect(lines[3]).toBe(`whenNear(["figure-gap"], () => ${page.split("\n")[3]!.slice(0, -1)});`);
  expect(lines[4]).toMatch(/^whenNear\(\["figure-gap"\], \(\) => define\(\{id: "33333333"/);
  expect(lines[5]).toMatch(/^whenNear\(\["cell-44444444"\], \(\) => define\(\{id: "44444444"/);
  expect(lines.at(-1)).toContain('<observablehq-loading id="cell-44444444"></observablehq-loading>');
});

test("a page without such cells, and one whose scripts know no places, stay as they are", () => {
  const plain = page.replaceAll(/define\(\{id: "(?:2|3|4).*\n/g, "");
  expect(withWaitingCells(plain)).toBe(plain);
  const without = page.replace("whenNear.0a1b2c3d", "other");
  expect(withWaitingCells(without)).toBe(without);
});
