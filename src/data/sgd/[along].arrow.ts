import {pathParameters, writeArrow} from "../../../store/load.js";
import {sgd} from "../../experiments/sgd.js";
import {type SgdAlong, sgdRuns} from "../../experiments/sgdGrid.js";

await writeArrow(sgd, ...sgdRuns(pathParameters().along as SgdAlong));
