import type {Aspects, ChartOptions} from "./chart.js";
import {type Printed, simulateCommand} from "./command.js";
import {columnsOf} from "./csv.js";
import {html} from "./dom.js";
import {formatNumber} from "./numbers.js";
import {secondsHere} from "./runSeconds.js";

/** Everything that a figure shows beside its drawing. */
export interface FigureSpec {
  /** Unique in the page; also the first part of the names of downloads. */
  readonly id: string;
  readonly title: string;
  /** Draws at the width given: a plot factory with its rows filled in. */
  readonly draw: (options: ChartOptions) => Element;
  /** The rows that the drawing shows: what "CSV" saves and "Data" lists. */
  readonly rows: readonly object[];
  /** Names of the rows' columns, or an object from names to what they mean. Default: the rows' own keys. */
  readonly columns?: readonly string[] | Readonly<Record<string, string>>;
  /** HTML with the numbers filled in. */
  readonly caption: string;
  /** HTML below the caption: what the numbers rest on, in full. */
  readonly notes?: string;
  /** What the drawing shows, in words; default: the caption as text. */
  readonly description?: string;
  /** Name of the experiment that makes the rows. */
  readonly experiment?: string;
  /** Its parameters as they are printed (`experiment.parameters.print`), seed included. */
  readonly parameters?: Printed;
  /** Hash of the code that made the rows, for rows that were not made in the page. */
  readonly code?: string;
  /** Overrides the command made of `experiment` and `parameters`. */
  readonly command?: string;
  /** Height over width; default that of all plots. */
  readonly aspects?: Aspects;
}

/** Which run made the rows: experiment, parameters, code, and the time it took where that was here. */
export function provenanceOf({
  experiment,
  parameters = {},
  code
}: Pick<FigureSpec, "experiment" | "parameters" | "code">): string {
  const values = Object.entries(parameters).map(([name, value]) => `${name} ${shorten(String(value))}`);
  const seconds = secondsHere(experiment, parameters);
  return [
    experiment && `experiment ${experiment}`,
    ...values,
    code && `code ${code.slice(0, 12)}`,
    seconds !== undefined && `computed here in ${formatNumber(seconds, 2)} s`
  ]
    .filter(Boolean)
    .join(" · ");
}

/** A long list of values as its first and last ones. */
function shorten(text: string): string {
  const items = text.split(",");
  return items.length > 6 ? `${items.slice(0, 2).join(",")},…,${items.at(-1)}` : text;
}

/** The command that prints the rows; undefined where there is none. */
export function commandOf({command, experiment, parameters = {}}: FigureSpec): string | undefined {
  return command ?? (experiment === undefined ? undefined : simulateCommand(experiment, parameters));
}

/** What the drawing shows, in words without markup. */
export function descriptionOf({description, caption}: FigureSpec, document: Document): string {
  if (description !== undefined) return description;
  const holder = html(document, "div");
  holder.innerHTML = caption;
  return holder.textContent!.replace(/\s+/g, " ").trim();
}

/** The names of the rows' columns, in order. */
export function columnNames({columns, rows}: FigureSpec): readonly string[] {
  if (columns === undefined) return columnsOf(rows);
  return Array.isArray(columns) ? columns : Object.keys(columns);
}
