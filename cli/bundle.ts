import {bundle} from "./bundle/main.js";

process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

process.exitCode = await bundle(process.argv.slice(2), process);
