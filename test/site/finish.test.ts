import {expect, test} from "vitest";
import {finishPage} from "../../cli/site/finish.js";

test("says the page's language and lets readers zoom", () => {
  const page =
    '<!DOCTYPE html>\n<html>\n<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">';
  expect(finishPage(page)).toBe(
    '<!DOCTYPE html>\n<html lang="en">\n<meta name="viewport" content="width=device-width, initial-scale=1">'
  );
});

test("gives labelled groups a role, unless they have one", () => {
  expect(
    finishPage(
      '<g aria-label="line" fill="none"><g fill="red"><g role="img" aria-label="dot"><g aria-label="a" role="img">'
    )
  ).toBe(
    '<g role="group" aria-label="line" fill="none"><g fill="red"><g role="img" aria-label="dot"><g aria-label="a" role="img">'
  );
});

test("drops modification times from the files that a page registers", () => {
  const register = (rest: string) => `registerFile("a.json", {"name":"a.json",${rest}});`;
  expect(finishPage(register('"path":"./a.json","lastModified":1795344125614.34,"size":4'))).toBe(
    register('"path":"./a.json","size":4')
  );
});

test("puts static figures in their places, and leaves the others empty", () => {
  const place = (id: string, content = "") =>
    `<observablehq-loading class="static-figure" data-figure="${id}">${content}</observablehq-loading><!--:12345678:-->`;
  expect(finishPage(place("gap") + place("other"), {figures: {gap: "<svg>$&</svg>"}})).toBe(
    place("gap", "<svg>$&</svg>") + place("other")
  );
});

test("puts what the gallery shows of a figure below its title", () => {
  const place = '<figure><h3>Gap</h3><div data-card="gap"></div></figure>';
  expect(finishPage(place, {cards: {gap: "<img>"}})).toBe("<figure><h3>Gap</h3><img></figure>");
});

test("names landmarks and the switch of the sidebar, and leaves only items in its list", () => {
  const page = finishPage(
    '<input id="observablehq-sidebar-toggle" type="checkbox"><nav id="observablehq-sidebar"><ol>\n' +
      '<label id="observablehq-sidebar-close" for="a"></label><li>P</li></ol><ol></ol></nav>' +
      '<aside id="observablehq-toc" data-selector="h2">\n<nav></nav></aside><footer id="observablehq-footer">\n<nav></nav></footer>'
  );
  expect(page).toContain('<input aria-label="Toggle sidebar" id=');
  expect(page).toContain('<ol><li>P</li></ol><label id="observablehq-sidebar-close" for="a"></label><ol>');
  expect(page.match(/<nav aria-label="[A-Z][^"]+"/g)).toHaveLength(3);
});

test("lets the keyboard reach code that may be wider than its box", () => {
  expect(finishPage('<pre data-language="sh"><code>a</code></pre>')).toBe(
    '<pre tabindex="0" data-language="sh"><code>a</code></pre>'
  );
});
