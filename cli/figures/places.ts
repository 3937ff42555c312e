import {readFile} from "node:fs/promises";
import {join} from "node:path";
import config from "../../observablehq.config.js";
import {Refusal} from "../refusal.js";
import {root} from "../site/folders.js";

/** Where a figure stands in the site. */
export interface Place {
  /** The page's address and the figure's anchor in it: "/approximation-gap#figure-gap". */
  readonly path: string;
  /** The page's title. */
  readonly page: string;
}

/** Figures that a page shows only once its reader has started a run; they are not drawn beforehand. */
const onDemand = ["own"];

/** The place of each figure, by its id, in the order in which a reader of all pages meets them. */
export async function placesOfFigures(): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const path of ["/", ...config.pages.map(({path}) => path)]) {
    const text = await readFile(join(root, "src", `${path === "/" ? "/index" : path}.md`), "utf8");
    const page = /^title: *(.*)$/m.exec(text)?.[1] ?? path;
    for (const [, id] of text.matchAll(/^```js figure=(\S+)/gm))
      if (!onDemand.includes(id!) && !places.has(id!)) places.set(id!, {path: `${path}#figure-${id}`, page});
  }
  return places;
}

/** Throws unless each figure that has a place is drawn, and the other way round. */
export function checkPlaces(places: ReadonlyMap<string, Place>, drawn: readonly string[]): void {
  const missing = [...places].find(([id]) => !drawn.includes(id));
  if (missing)
    throw new Refusal(
      `the figure ${missing[0]} at ${missing[1].path} is drawn by no module of cli/figures; add it to its page's module ` +
        "there, or to onDemand in cli/figures/places.ts if only a reader's run shows it"
    );
  const lost = drawn.find((id) => !places.has(id));
  if (lost) throw new Refusal(`the figure ${lost} of cli/figures is in no page; show it in one, or remove it`);
}
