import {figures} from "./figures/main.js";

process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

process.exitCode = await figures(process.argv.slice(2), process);
