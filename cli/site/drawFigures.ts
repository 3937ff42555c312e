import {figures} from "../figures.js";

const drawn: Record<string, string> = {};
for (const [id, draw] of Object.entries(figures)) drawn[id] = await draw();
process.stdout.write(JSON.stringify(drawn));
