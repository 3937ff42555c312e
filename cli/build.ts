import {command} from "./refusal.js";
import {buildSite} from "./site/build.js";

await command(buildSite);
