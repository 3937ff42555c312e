import {html} from "./dom.js";
import {columnNames, type FigureSpec} from "./figureSpec.js";
import {formatNumber} from "./numbers.js";

/** At most `most` rows, evenly spaced, as a table that scrolls inside its own box. */
export function dataTable(spec: FigureSpec, document: Document, most = 24): HTMLElement {
  const {rows, columns} = spec;
  const names = columnNames(spec);
  const meanings = columns && !Array.isArray(columns) ? (columns as Readonly<Record<string, string>>) : {};
  const count = Math.min(rows.length, most);
  const sample = Array.from(
    {length: count},
    (_, i) => rows[Math.round((i * (rows.length - 1)) / Math.max(1, count - 1))]
  );
  const note =
    count < rows.length ? `${count} of ${rows.length} rows, evenly spaced; CSV has all of them.` : `${count} rows.`;
  const head = names.map((name) => html(document, "th", {scope: "col", title: meanings[name]}, name));
  const body = sample.map((row) =>
    html(
      document,
      "tr",
      {},
      ...names.map((name) => html(document, "td", {}, cellText((row as Record<string, unknown>)[name])))
    )
  );
  return html(
    document,
    "section",
    {class: "figure-table", tabindex: 0, "aria-label": `Data of: ${spec.title}`},
    html(
      document,
      "table",
      {},
      html(document, "caption", {}, note),
      html(document, "thead", {}, html(document, "tr", {}, ...head)),
      html(document, "tbody", {}, ...body)
    )
  );
}

function cellText(value: unknown): string {
  return typeof value === "number"
    ? formatNumber(value, 6)
    : value === null || value === undefined
      ? "–"
      : String(value);
}
