import {join} from "node:path";
import {fileURLToPath} from "node:url";

/** The repository's root, without a trailing slash. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Where Framework looks for loader outputs and bundled packages. */
export const cache = join(root, "src", ".observablehq", "cache");

/** Where the built site is written. */
export const dist = join(root, "dist");

/** Where the static HTML of the figure of this id is kept between builds. */
export function figurePath(id: string): string {
  return join(root, "src", ".observablehq", "figures", `${id}.html`);
}
