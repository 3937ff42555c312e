import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {problemTable} from "../../cli/site/problemTable.js";
import {trainingProblems} from "../../src/meanfield/trainingProblems.js";

it("the table of the problems has a row for each, as long as its head, and none is empty", () => {
  const {document} = new JSDOM(problemTable()).window;
  const rows = [...document.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent)
  );
  expect(rows.map(([name]) => name)).toEqual(trainingProblems.map(({name}) => name));
  const columns = document.querySelectorAll("thead th").length;
  for (const cells of rows) {
    expect(cells).toHaveLength(columns);
    expect(cells.every((text) => text !== "")).toBe(true);
  }
});
