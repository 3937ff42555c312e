import {publishedTable} from "../../../store/published.js";
import {problemRunsOf} from "../../experiments/problemTable.js";
import {readSummary} from "../../experiments/summary.js";

const table = await publishedTable("src/published/problems-sampled", "problems-sampled");
problemRunsOf(readSummary(table), "sampled");
process.stdout.write(table);
