import {expect, test} from "vitest";
import {firstStyles} from "../../cli/site/firstStyles.js";

const page = '<main id="main"><p class="lead" style="color: var(--inline)">text</p></main>';
const kept = (css: string) => firstStyles(css, page);

test("rules stay that can meet what stands in the page, in whatever state", async () => {
  const css = "p{a:b}.lead:hover{a:b}#main>p:nth-child(2n)::before{a:b}[style]{a:b}@media screen{main{a:b}}*{a:b}";
  expect(await kept(css)).toBe(css);
});

test("rules go that need what is not there, and keyframes that nothing uses", async () => {
  expect(await kept("p{a:b}.none{a:b}p .none,p:not(.none){a:b}@media print{.none{a:b}}@keyframes k{to{a:b}}")).toBe(
    "p{a:b}p:not(.none){a:b}"
  );
});

test("variables stay that a rule or the page itself uses", async () => {
  const css = ":root{--used: 1;--inline: 2;--by: var(--used)}p{a:var(--by)}";
  expect(await kept(`${css}:root{--unused: 3}.none{a:var(--unused)}`)).toBe(`${css}:root{}`);
});

test("names in style elements are no part of the page", async () => {
  expect(await firstStyles(".none{a:b}p{a:b}", `<style>.none{}</style>${page}`)).toBe("p{a:b}");
});
