import {FileAttachment} from "observablehq:stdlib";

const files: Readonly<Record<string, () => Promise<string>>> = {
  "flow/8": () => FileAttachment("../data/problems/flow/8.csv").text(),
  "flow/16": () => FileAttachment("../data/problems/flow/16.csv").text(),
  "flow/32": () => FileAttachment("../data/problems/flow/32.csv").text(),
  "sampled/8": () => FileAttachment("../data/problems/sampled/8.csv").text(),
  "sampled/16": () => FileAttachment("../data/problems/sampled/16.csv").text(),
  "sampled/32": () => FileAttachment("../data/problems/sampled/32.csv").text()
};

/**
 * The tables of the published sweeps over the paper's problems in dimension d as texts: by the flow on the population, and on samples.
 * They are fetched when they are first asked for.
 */
export async function problemTables(dimension: number): Promise<{flow: string; sampled: string}> {
  const [flow, sampled] = await Promise.all(
    ["flow", "sampled"].map(async (kind) => {
      const file = files[`${kind}/${dimension}`];
      if (!file) throw new Error(`no runs of the problems were computed beforehand in dimension ${dimension}`);
      return file();
    })
  );
  return {flow, sampled};
}

/** The table of the published sweep over samples and widths as a text. */
export async function sampleTable(): Promise<string> {
  return FileAttachment("../data/problems/samples.csv").text();
}
