import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {problemTable, teacherList} from "../../cli/site/problemTable.js";
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

it("the random teachers in the plane are listed by their angles", () => {
  const {document} = new JSDOM(teacherList()).window;
  const items = [...document.querySelectorAll("li")].map((item) => item.textContent!);
  expect(items.map((text) => text.split(":")[0])).toEqual(["He4_random_2_8", "He4_random_2_16"]);
  const angles = items.map((text) =>
    text
      .split(": ")[1]!
      .split(", ")
      .map((angle) => Number(angle.replace("°", "")))
  );
  expect(angles.map(({length}) => length)).toEqual([8, 16]);
  for (const own of angles) expect(own.every((angle, i) => angle <= 180 && angle >= (own[i - 1] ?? 0))).toBe(true);
});
