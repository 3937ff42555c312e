import {publishedTable} from "../../../store/published.js";
import {sampleErrors} from "../../experiments/sampleReading.js";

const table = await publishedTable("src/published/samples", "samples");
sampleErrors(table);
process.stdout.write(table);
