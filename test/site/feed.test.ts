import {JSDOM} from "jsdom";
import {expect, it} from "vitest";
import {feedOf} from "../../cli/site/feed.js";

const url = new URL("https://example.org/poly/");
const page = (dates: readonly string[]) =>
  `<main><h1>Changes</h1>${dates
    .map(
      (date) =>
        `<h2 id="${date}"><a href="#${date}">${date}</a></h2><ul><li>New: <a href="./gap">A &amp; B</a></li></ul>`
    )
    .join("")}<h2 id="other">Other</h2><p>later</p></main>`;

it("has an entry a dated heading, with absolute links, and the date of the newest", () => {
  const xml = feedOf(page(["2026-11-28", "2026-11-22"]), url, "Polywidth & more");
  const {document} = new JSDOM(xml, {contentType: "application/xml"}).window;
  const entries = [...document.querySelectorAll("entry")];
  expect(entries.map((entry) => entry.querySelector("updated")!.textContent)).toEqual([
    "2026-11-28T00:00:00Z",
    "2026-11-22T00:00:00Z"
  ]);
  expect(document.querySelector("feed > updated")!.textContent).toBe("2026-11-28T00:00:00Z");
  expect(document.querySelector("feed > title")!.textContent).toBe("Polywidth & more");
  const content = entries[0]!.querySelector("content")!.textContent!;
  expect(content).toBe('<ul><li>New: <a href="https://example.org/poly/gap">A &amp; B</a></li></ul>');
  expect(xml).not.toContain("later");
});

it("is refused without a date", () => {
  expect(() => feedOf(page([]), url, "P")).toThrow(/no heading that is a date/);
});
