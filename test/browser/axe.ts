import axe from "axe-core";
import type {Page} from "playwright-core";

/** The rules that the theme matters to; all others see the same page in light and in dark. */
export const rulesOfColour = ["color-contrast", "link-in-text-block"];

/**
 * What is wrong with the page for those who do not see it, hear it or point at it, by all rules or by those that are given:
 * rule, how bad, and where it is first. All rules are those that axe has on by itself, and the size of what is to be touched.
 */
export async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const {violations} = await page.evaluate(
    (values) =>
      (globalThis as unknown as {axe: typeof axe}).axe.run(
        // Framework's stylesheet needs this switch beside its landmarks, not in one.
        {exclude: "#observablehq-sidebar-toggle"},
        {
          resultTypes: ["violations"],
          ...(values ? {runOnly: {type: "rule", values}} : {rules: {"target-size": {enabled: true}}})
        }
      ),
    rules && [...rules]
  );
  return violations.map(
    ({id, impact, help, nodes}) => `${impact} ${id}: ${help} (${nodes.length}, first ${nodes[0]?.html})`
  );
}
