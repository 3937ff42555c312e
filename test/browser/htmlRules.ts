import {type ConfigData, HtmlValidate} from "html-validate";

/** KaTeX places every letter by inline styles, and a figure says the shape of its plot before it is drawn. */
const placing = [
  ...["border-bottom-width", "height", "left", "margin-left", "margin-right", "min-width", "padding-left"],
  ...["position", "top", "vertical-align", "width", "--plot-narrow", "--plot-wide"]
];

const rules: ConfigData = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "no-inline-style": ["error", {allowedProperties: placing}],
    // Headings that are dates have ids that begin with a digit, as HTML allows.
    "valid-id": ["error", {relaxed: true}],
    // Framework breaks lines as it likes.
    "no-trailing-whitespace": "off",
    "long-title": "off"
  }
};

const validator = new HtmlValidate(rules);

/**
 * What is wrong with a page's HTML: line, rule, message. Drawings are left out: they are SVG, of which the rules know little, and
 * most of a page.
 */
export async function mistakesOf(html: string): Promise<string[]> {
  const {results} = await validator.validateString(withoutDrawings(html));
  return results.flatMap(({messages}) => messages.map(({line, ruleId, message}) => `${line} ${ruleId}: ${message}`));
}

/** Line by line, as the text was; a drawing may stand inside of another. */
function withoutDrawings(html: string): string {
  const shorter = html.replaceAll(/<svg\b(?:(?!<svg\b)[\s\S])*?<\/svg>/g, (drawing) =>
    drawing.replaceAll(/[^\n]/g, "")
  );
  return shorter === html ? html : withoutDrawings(shorter);
}
