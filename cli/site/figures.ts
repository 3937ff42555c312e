import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {codeHashes} from "../../store/code.js";
import {canonicalJson, hash} from "../../store/key.js";
import {runAll} from "../../store/pool.js";
import {writeWhole} from "../../store/whole.js";
import {figuresPath, root} from "./folders.js";
import {nodeMajor, type Output} from "./loaders.js";

/** Draws the static figures of cli/figures.ts again if their code or one of the data files has changed. */
export async function makeFigures(data: readonly Output[]): Promise<void> {
  const [code] = await codeHashes([join(root, "cli", "figures.ts")]);
  const key = hash(canonicalJson({code: code!, data: data.map(({key}) => key), node: nodeMajor}));
  const keyPath = `${figuresPath}.key`;
  if (existsSync(figuresPath) && existsSync(keyPath) && (await readFile(keyPath, "utf8")) === key) return;
  console.error("drawing the static figures");
  const args = ["--import", "tsx", join(root, "cli", "site", "drawFigures.ts")];
  await runAll([{name: "cli/figures.ts", args, output: figuresPath, weight: 0}]);
  await writeWhole(keyPath, key);
}
