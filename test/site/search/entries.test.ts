import {expect, test} from "vitest";
import {entriesOf, figureEntry} from "../../../cli/site/search/entries.js";
import {plainTex, texWords} from "../../../cli/site/search/plainTex.js";

const tex = (formula: string) => `<span data-tex="${formula}"></span>`;

test.each([
  ["J_{\\max}", "J_max"],
  ["\\lambda_\\parallel, \\lambda_\\perp", "λ_∥, λ_⊥"],
  ["\\hat\\rho_m", "ρ̂_m"],
  ["\\dot{\\hat w}", "w\u0302\u0307"],
  ["\\mathrm{He}_k/\\sqrt{k!}", "He_k/√k!"],
  ["\\tfrac12 \\Omega_t \\le \\frac{C}{m}", "1/2 Ω_t ≤ C/m"],
  ["\\big(x\\big) \\tag{3}", "(x)"]
])("%s reads %s", (formula, line) => {
  expect(plainTex(formula)).toBe(line);
});

test("a formula is found by its signs and by their names", () => {
  expect(texWords("\\varepsilon\\,\\Omega_t = \\exp t")).toBe("εΩ_t = exp t epsilon Omega");
  expect(texWords("a \\sim b")).not.toContain("sim");
});

test("a page is its lead and its sections, each formula in them once, and no figure", () => {
  const body =
    `<h1 id="gap">The gap</h1><div class="claim"><p>A gap ${tex("\\Omega")}.</p></div><h2 id="why">Why Grönwall fails in ${tex("\\Omega")}</h2>` +
    '<p>One.</p><div class="figure" id="figure-x">plot</div><p id="eq-1">display</p><h3 id="b">B</h3><p>Two</p>';
  const [lead, why, b, ...rest] = entriesOf({path: "/gap", title: "The gap", body: body.replace(' id="eq-1"', "")});
  expect(lead).toMatchObject({path: "/gap", title: "The gap", text: "A gap Ω Omega"});
  expect(why).toEqual({
    path: "/gap#why",
    title: "Why Grönwall fails in Ω · The gap",
    text: "Why Gronwall fails in Ω Omega One display",
    keywords: "Why Gronwall fails in Ω The gap"
  });
  expect(b).toMatchObject({path: "/gap#b", title: "B · The gap"});
  expect(rest).toEqual([]);
});

test("symbols and sources are found by themselves, and not in the section that holds them", () => {
  const row = `<tr id="symbol-J-max"><td>${tex("J_{\\max}")}</td><td>largest propagator; over all neurons</td><td><code>largestPropagator</code></td></tr>`;
  const body = `<h2 id="s">S</h2><table>${row}</table><p id="GWB">Margalit Glasgow, Denny Wu and Joan Bruna. <em>${"Mean-field analysis ".repeat(9)}</em></p>`;
  const [, section, symbol, source] = entriesOf({path: "/notation", title: "Notation", body});
  expect(section!.text).toBe("S");
  expect(symbol).toMatchObject({
    path: "/notation#symbol-J-max",
    title: "J_max: largest propagator",
    text: "largest propagator over all neurons"
  });
  expect(symbol!.keywords).toContain("largestPropagator");
  expect(source!.path).toBe("/notation#GWB");
  expect(source!.title).toMatch(/^Margalit Glasgow.{60,75}…$/);
});

test("a figure is found where it stands", () => {
  const {path, title} = figureEntry({title: "Gap and bounds", place: {path: "/gap#figure-gap", page: "The gap"}});
  expect([path, title]).toEqual(["/gap#figure-gap", "Gap and bounds (figure) · The gap"]);
});
