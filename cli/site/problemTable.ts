import {JSDOM} from "jsdom";
import {html} from "../../src/components/dom.js";
import type {TrainingProblem} from "../../src/meanfield/trainingProblem.js";
import {trainingProblems} from "../../src/meanfield/trainingProblems.js";

const limits: Readonly<Record<TrainingProblem["reference"], string>> = {
  exact: "exact",
  reduced: "reduced law",
  widest: "widest run"
};

/** The problems as a table in HTML, one a row, made of their registry. */
export function problemTable(): string {
  const {document} = new JSDOM("").window;
  const row = (name: "td" | "th", cells: readonly (string | Node)[]) =>
    html(document, "tr", {}, ...cells.map((cell) => html(document, name, name === "th" ? {scope: "col"} : {}, cell)));
  const head = ["name", "inputs", "activation σ", "target f*, and what it is", "exponent", "m = ∞"];
  const rows = trainingProblems.map(({name, inputs, formulas, exponent, isCovered, reference, note}) =>
    row("td", [
      html(document, "code", {}, name),
      inputs === "gaussian" ? "Gaussian" : "±1",
      formulas.activation,
      html(
        document,
        "div",
        {},
        formulas.target,
        html(document, "div", {class: "said"}, `${note}${isCovered ? "; covered by the theorem" : ""}`)
      ),
      exponent === undefined ? "none" : String(exponent),
      limits[reference]
    ])
  );
  const table = html(
    document,
    "table",
    {},
    html(document, "thead", {}, row("th", head)),
    html(document, "tbody", {}, ...rows)
  );
  const frame = {
    class: "wide-table problem-table",
    tabindex: 0,
    "aria-label": "The problems"
  };
  return html(document, "section", frame, table).outerHTML;
}

/** The random teachers in the plane as a list in HTML: their angles in degrees, from 0 to 180, since h_4 does not know a sign. */
export function teacherList(): string {
  const {document} = new JSDOM("").window;
  const items = trainingProblems.flatMap(({name, target}) => {
    if (!name.startsWith("He4_random") || target.kind !== "teachers" || target.directions[0]!.length !== 2) return [];
    const angles = target.directions.map(([x, y]) => Math.round(((Math.atan2(y!, x!) * 180) / Math.PI + 180) % 180));
    const text = `: ${angles.sort((a, b) => a - b).join("°, ")}°`;
    return [html(document, "li", {}, html(document, "code", {}, name), text)];
  });
  return html(document, "ul", {}, ...items).outerHTML;
}
