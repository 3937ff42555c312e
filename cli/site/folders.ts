import {join} from "node:path";
import {fileURLToPath} from "node:url";

/** The repository's root, without a trailing slash. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Where Framework looks for loader outputs and bundled packages. */
export const cache = join(root, "src", ".observablehq", "cache");

/** Where the built site is written. */
export const dist = join(root, "dist");

/** Where the figures are kept as they were drawn. */
export const figuresFolder = join(root, "src", ".observablehq", "figures");
