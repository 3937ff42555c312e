import {join} from "node:path";
import {compile} from "../cli/kernels/compile.js";
import {root} from "../cli/site/folders.js";
import {timed} from "./timing.js";

/** The rate of products and sums in registers, in GFLOP/s of one thread: the most that a kernel could reach. */
export async function vectorPeak(): Promise<number> {
  const {default: asc} = await import("assemblyscript/asc");
  const bytes = await compile(asc, join(root, "assembly"), "peak");
  const {chains} = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource)).exports as {
    chains: (rounds: number, factor: number, term: number) => number;
  };
  const rounds = 1e7;
  const seconds = Array.from({length: 9}, () => timed(() => chains(rounds, 0.5, 0.5)));
  return (48 * rounds) / Math.min(...seconds) / 1e9;
}
