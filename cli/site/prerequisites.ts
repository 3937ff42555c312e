import {nearest} from "../../src/experiments/nearest.js";
import {Refusal} from "../refusal.js";
import type {FrontMatter} from "./frontMatter.js";

type Pages = ReadonlyMap<string, Pick<FrontMatter, "prerequisites">>;

/** Refuses prerequisites that are no pages, and pages that would have to be read before themselves. */
export function checkPrerequisites(pages: Pages): void {
  for (const [page, {prerequisites}] of pages)
    for (const name of prerequisites) {
      if (pages.has(name)) continue;
      const known = [...pages.keys()];
      const near = nearest(name, known);
      const remedy = near ? `did you mean ${near}? ` : "";
      throw new Refusal(
        `src/${page}.md has the prerequisite "${name}", which is no page; ${remedy}the pages are ${known.join(", ")}`
      );
    }
  const done = new Set<string>();
  const visit = (page: string, before: readonly string[]): void => {
    if (before.includes(page))
      throw new Refusal(
        `the prerequisites of pages go round in a circle: ${[...before.slice(before.indexOf(page)), page].join(" needs ")}`
      );
    if (done.has(page)) return;
    for (const name of pages.get(page)!.prerequisites) visit(name, [...before, page]);
    done.add(page);
  };
  for (const page of pages.keys()) visit(page, []);
}

/** The pages that name this one among their prerequisites. */
export function usesOf(page: string, pages: Pages): string[] {
  return [...pages].flatMap(([name, {prerequisites}]) => (prerequisites.includes(page) ? name : []));
}
