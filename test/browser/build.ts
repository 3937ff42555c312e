import {spawnSync} from "node:child_process";
import {root} from "../../cli/site/folders.js";
import {chromiumPath, missingChromium} from "./chromium.js";

/** Builds the site once, before the first browser test. */
export default function setup(): void {
  if (chromiumPath) {
    const {status} = spawnSync(process.execPath, ["--import", "tsx", "cli/build.ts"], {cwd: root, stdio: "inherit"});
    if (status !== 0) throw new Error("the site cannot be built, see above");
    return;
  }
  if (process.env.CI) throw new Error(missingChromium);
  console.warn(`\n${missingChromium}\n`);
}
