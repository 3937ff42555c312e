import {publishedTable} from "../../../store/published.js";
import {readSummary} from "../../experiments/summary.js";
import {widthTable} from "../../experiments/widthTable.js";

const table = await publishedTable("src/published/width", "published");
widthTable(readSummary(table));
process.stdout.write(table);
