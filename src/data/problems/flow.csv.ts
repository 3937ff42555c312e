import {publishedTable} from "../../../store/published.js";
import {problemRunsOf} from "../../experiments/problemTable.js";
import {readSummary} from "../../experiments/summary.js";

const table = await publishedTable("src/published/problems", "problems");
problemRunsOf(readSummary(table), "flow");
process.stdout.write(table);
