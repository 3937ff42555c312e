import {FileAttachment} from "observablehq:stdlib";
import {tableFromIPC} from "@uwdata/flechette";
import type {TableRow} from "../experiments/summary.js";

/** The summary of the published sweep as text. */
export async function publishedSummary(): Promise<string> {
  return FileAttachment("../data/width/published.csv").text();
}

/** The rows of the small sweep, which is computed when the site is built: runs, and laws of the mean field alone. */
export async function smallRows(): Promise<TableRow[]> {
  const files = [
    FileAttachment("../data/width/runs.arrow").arrayBuffer(),
    FileAttachment("../data/width/laws.arrow").arrayBuffer()
  ];
  return (await Promise.all(files)).flatMap((bytes) => tableFromIPC(bytes).toArray() as TableRow[]);
}
