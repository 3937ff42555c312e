import {makeNew} from "./new/main.js";
import {root} from "./site/folders.js";

process.exitCode = await makeNew(process.argv.slice(2), process, root);
