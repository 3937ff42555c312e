const faceRules = /@font-face\s*\{[^}]*\}/g;
const rules = /([^{}]+)\{([^{}]*)\}/g;
const fontOfRule = /\bfont(?:-family)?:(?:[^;}]*?[\s,])?(KaTeX_\w+)/;

/** A face of a font, with what `new FontFace` takes. */
export interface Face {
  readonly rule: string;
  readonly family: string;
  readonly source: string;
  readonly style: string;
  readonly weight: string;
}

/** The faces that a style sheet declares. */
export function facesOf(css: string): Face[] {
  return (css.match(faceRules) ?? []).map((rule) => {
    const value = (name: string) => (new RegExp(`[{;\\s]${name}:\\s*([^;}]*)`).exec(rule)?.[1] ?? "normal").trim();
    return {
      rule,
      family: value("font-family").replaceAll('"', ""),
      source: value("src"),
      style: value("font-style"),
      weight: value("font-weight")
    };
  });
}

/** The style sheet without its faces. */
export const withoutFaces = (css: string) => css.replaceAll(faceRules, "");

/**
 * The faces of KaTeX that are needed before the page's first figure, where a reader begins: those of rules of `css` of whose classes
 * all stand there.
 */
export function firstFaces(css: string, html: string): Face[] {
  const [beginning = ""] = html.slice(html.indexOf("<main")).split('<div class="figure"', 1);
  const classes = new Set(
    Array.from(beginning.matchAll(/\bclass="([^"]*)"/g), ([, names]) => names!.split(" ")).flat()
  );
  const isThere = (selector: string) =>
    Array.from(selector.matchAll(/\.([\w-]+)/g), ([, name]) => name!).every((name) => classes.has(name));
  const needed = new Set<string>();
  for (const [, selectors, declarations] of withoutFaces(css).matchAll(rules)) {
    const family = fontOfRule.exec(declarations!)?.[1];
    if (!family || !selectors!.split(",").some(isThere)) continue;
    const style = /font-style:italic/.test(declarations!) ? "italic" : "normal";
    const weight = /font-weight:700/.test(declarations!) ? "700" : "400";
    needed.add([family, style, weight].join());
  }
  return facesOf(css).filter(({family, style, weight}) => needed.has([family, style, weight].join()));
}
