import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {percent, plain} from "../lab/labSetting.js";
import {type LinksPlotRow, linksAspects, linksPlot} from "../lab/linksPlot.js";

export interface LinksSetting {
  readonly links: string;
  /** Printed parameters of the experiment `lab-links`. */
  readonly parameters: Printed;
  /** Shares of E σ² and E σ*² that the Hermite coefficients lack. */
  readonly remainders: {readonly activation: number; readonly target: number};
  readonly highestDegree: number;
}

/** Activation and target's link, as the network has them and as they were typed. */
export function labLinksFigure(id: string, rows: readonly LinksPlotRow[], setting: LinksSetting): FigureSpec {
  const {activation, target} = setting.remainders;
  const said = [
    activation > 0 ? `${percent(activation)} of E <i>σ</i>²` : "",
    target > 0 ? `${percent(target)} of E <i>σ</i>*²` : ""
  ].filter(Boolean);
  const lost =
    said.length > 0
      ? ` ${said.join(" and ")} lies in Hermite degrees above ${setting.highestDegree} and is left out.`
      : " Both are represented without a remainder.";
  return {
    id,
    title: "The activation and the link of the target",
    rows,
    experiment: "lab-links",
    parameters: setting.parameters,
    caption: `${plain(setting.links)}.${lost}`,
    aspects: linksAspects,
    draw: (options: ChartOptions) => linksPlot(rows, options)
  };
}
