import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {colorVariables, ordinalColors, ordinalSteps, ordinalTextSteps} from "../../src/components/colors.js";
import {quantities, sharedFigures} from "../../src/components/quantities.js";
import {contrast, smallestDistance} from "./colorVision.js";

/** Page and card backgrounds of Framework's themes air and near-midnight. */
const backgrounds = {light: ["#ffffff", "#f6f6f6"], dark: ["#161616", "#1e1e1e"]};

describe("the colour table", () => {
  it.each(["light", "dark"] as const)("keeps lines at contrast 3 and text at 4.5 in the %s theme", (theme) => {
    for (const [name, quantity] of Object.entries(quantities))
      for (const background of backgrounds[theme]) {
        expect(contrast(quantity[theme], background), name).toBeGreaterThanOrEqual(3);
        expect(contrast(quantity[`${theme}Text`], background), name).toBeGreaterThanOrEqual(4.5);
      }
    for (const background of backgrounds[theme]) {
      for (const step of ordinalSteps[theme]) expect(contrast(step, background)).toBeGreaterThanOrEqual(3);
      for (const step of ordinalTextSteps[theme]) expect(contrast(step, background)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["light", "dark"] as const)("separates what shares a figure for every kind of eye (%s)", (theme) => {
    for (const names of sharedFigures)
      for (const a of names)
        for (const b of names)
          if (a < b)
            expect(smallestDistance(quantities[a][theme], quantities[b][theme]), `${a} – ${b}`).toBeGreaterThan(10);
  });

  it.each(["light", "dark"] as const)("separates neighbours of the ordinal scale (%s)", (theme) => {
    const steps = ordinalSteps[theme];
    for (let i = 1; i < steps.length; ++i) expect(smallestDistance(steps[i - 1], steps[i])).toBeGreaterThan(7);
  });

  it("is the stylesheet that the pages load", () => {
    expect(readFileSync("src/style/colors.css", "utf8")).toBe(colorVariables());
  });

  it("spreads ordered classes over the whole scale", () => {
    expect(new Set(ordinalColors(6)).size).toBe(6);
    expect(ordinalColors(3)[2]).toContain(ordinalSteps.light[5]);
  });
});
