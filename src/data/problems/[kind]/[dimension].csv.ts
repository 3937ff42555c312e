import {pathParameters} from "../../../../store/load.js";
import {publishedTable} from "../../../../store/published.js";
import {problemSweepName} from "../../../experiments/problemSweeps.js";
import {problemRunsOf} from "../../../experiments/problemTable.js";
import {readSummary} from "../../../experiments/summary.js";

const {kind, dimension} = pathParameters() as {kind: "flow" | "sampled"; dimension: string};
const sweep = problemSweepName(kind, Number(dimension));
const table = await publishedTable(`src/published/${sweep}`, sweep);
problemRunsOf(readSummary(table), kind);
process.stdout.write(table);
