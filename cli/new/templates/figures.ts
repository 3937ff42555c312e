import {riskFigure} from "../../../src/components/figures/riskFigure.js";
import {meanField} from "../../../src/experiments/meanField.js";
import {riskTimes} from "../../../src/experiments/shown.js";
import {opening, type PageFigures, rowsOf} from "../../figures/opening.js";

const {problem, dimension} = opening;

export const templateName: PageFigures = {
  "template-name-risk": async (id) => {
    const parameters = {problem, dimension, times: riskTimes.join(",")};
    return riskFigure(await rowsOf(meanField, parameters), [], {id, problem, dimension, scale: "log", parameters});
  }
};
