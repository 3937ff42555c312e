import axe from "axe-core";
import type {Page} from "playwright-core";

/** What is wrong with the page for those who do not see it, hear it or point at it: rule, how bad, and where it is first. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const {violations} = await page.evaluate(() =>
    (globalThis as unknown as {axe: typeof axe}).axe.run(
      // Framework's stylesheet needs this switch beside its landmarks, not in one.
      {exclude: "#observablehq-sidebar-toggle"},
      {resultTypes: ["violations"]}
    )
  );
  return violations.map(
    ({id, impact, help, nodes}) => `${impact} ${id}: ${help} (${nodes.length}, first ${nodes[0]?.html})`
  );
}
