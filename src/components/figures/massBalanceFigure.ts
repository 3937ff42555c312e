import type {MassBalanceRow} from "../../experiments/massBalance.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {massBalancePlot} from "../massBalancePlot.js";
import {formatNumber} from "../numbers.js";
import {type Setting, settingText} from "./setting.js";

/** Where the limit gains and loses mass at one time. */
export function massBalanceFigure(
  rows: readonly MassBalanceRow[],
  setting: Setting & {readonly time: number}
): FigureSpec {
  const now = rows.filter(({time}) => time === setting.time);
  return {
    id: setting.id,
    title: "Mass in and mass out",
    rows: now,
    experiment: "mass-balance",
    parameters: setting.parameters,
    caption: caption(now, setting),
    draw: (options: ChartOptions) => massBalancePlot(now, options)
  };
}

function caption(rows: readonly MassBalanceRow[], setting: Setting & {readonly time: number}): string {
  const gained = rows.reduce((sum, {gain}) => sum + Math.max(0, gain), 0);
  const net = rows.reduce((sum, {gain}) => sum + gain, 0);
  const sinks = rows.filter(({divergence}) => divergence < 0).reduce((sum, {mass}) => sum + mass, 0);
  return `${settingText(setting, `<i>t</i> = ${formatNumber(setting.time)}`)}. Top: each bar is an interval of <i>α</i>; what flows in through its ends less what flows out is what it gains (up, +) or loses (down, −), and the arrows show where mass passes which way. The bars that gain add up to ${formatNumber(gained, 2)} of the mass a unit of time and those that lose to as much: in all, ${formatNumber(Math.abs(net) < 1e-12 ? 0 : net, 2)}. Bottom: the divergence of the velocity on the sphere; ${formatNumber(100 * sinks, 2)} % of the mass is where it is negative, so that neurons close up.`;
}
