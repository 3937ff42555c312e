import {mkdtempSync, rmSync} from "node:fs";
import {cpus, tmpdir, totalmem} from "node:os";
import {join} from "node:path";
import {command} from "../cli/refusal.js";
import {startThreads} from "../cli/threads/threads.js";
import {calibration} from "./calibration.js";
import {evaluations} from "./evaluations.js";
import {growth} from "./growth.js";
import {NumpyReference} from "./numpy.js";
import {others, paperScale} from "./others.js";
import {vectorPeak} from "./peak.js";
import {Report} from "./report.js";
import {solutions} from "./solutions.js";
import {quiet} from "./timing.js";

/** The machine, and what it can do at best. */
async function describe(report: Report, numpy: NumpyReference | undefined): Promise<number> {
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  report.say("# Benchmark\n");
  report.say(`${cpus()[0].model}, ${cpus().length} cores, ${memory} GiB, Node ${process.versions.node}.`);
  if (numpy) {
    const {numpy: version, blas} = await numpy.ask<{
      numpy: string;
      blas: {name: string; version: string; kernel: string};
    }>({do: "describe"});
    const {gflops} = await numpy.ask<{gflops: number}>({do: "peak"});
    const library = `${blas.name} ${blas.version} (${blas.kernel})`;
    report.say(`NumPy ${version} with ${library}, two threads: ${gflops.toFixed(0)} GFLOP/s in matrix products.`);
  } else report.say("NumPy is not installed here (Debian: python3-numpy): its columns are empty.");
  await quiet();
  const peak = await vectorPeak();
  report.say(`\nWebAssembly's float64 vectors in registers, one thread: ${peak.toFixed(1)} GFLOP/s.\n`);
  return peak;
}

await command(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== "quick" && arg !== "--paper");
  if (unknown !== undefined)
    throw new Error(`bench takes quick and --paper, got ${unknown}; try npm run bench -- quick`);
  const quick = args.includes("quick");
  const report = new Report();
  const threads = startThreads(2);
  await threads.ready();
  const numpy = NumpyReference.start();
  const folder = mkdtempSync(join(tmpdir(), "polywidth-"));
  try {
    const paper = args.includes("--paper") ? paperScale(threads) : undefined;
    const peak = await describe(report, numpy);
    const setting = {quick, threads, numpy, folder};
    await evaluations(report, {...setting, peak});
    await growth(report, quick);
    await calibration(report);
    await solutions(report, setting);
    await others(report, threads, {quick, paper});
    if (!quick) report.save();
  } finally {
    numpy?.stop();
    await threads.stop();
    rmSync(folder, {recursive: true});
  }
});
