import {FileAttachment} from "observablehq:stdlib";

/** The tables of the published sweeps over the paper's problems as texts: by the flow on the population, and on samples. */
export async function problemTables(): Promise<{flow: string; sampled: string}> {
  const [flow, sampled] = await Promise.all([
    FileAttachment("../data/problems/flow.csv").text(),
    FileAttachment("../data/problems/sampled.csv").text()
  ]);
  return {flow, sampled};
}

/** The table of the published sweep over samples and widths as a text. */
export async function sampleTable(): Promise<string> {
  return FileAttachment("../data/problems/samples.csv").text();
}
