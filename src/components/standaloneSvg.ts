/** Replaces each `var(--name, fallback)` by its fallback: the colours of the light theme. */
export function withoutVariables(markup: string): string {
  let text = markup;
  for (let previous = ""; previous !== text; ) {
    previous = text;
    text = text.replace(/var\(--[\w-]+,\s*((?:[^()]|\([^()]*\))*)\)/g, "$1");
  }
  return text.replace(/var\(--[\w-]+\)/g, "currentColor");
}

/** The drawing as a file of its own, in the light theme on white, readable by any SVG program. */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [, , width, height] = copy.getAttribute("viewBox")!.split(" ");
  const background = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({width, height, fill: "#ffffff"})) background.setAttribute(name, value);
  copy.setAttribute("color", "#1b1e23");
  const style = copy.querySelector("style");
  if (style) style.after(background);
  else copy.prepend(background);
  for (const overlay of copy.querySelectorAll('[data-mark="tip"], [aria-label="tip"]')) overlay.remove();
  // As XML: that of HTML would leave characters as they are that other programs take for markup.
  const {XMLSerializer} = svg.ownerDocument.defaultView!;
  return `${withoutVariables(new XMLSerializer().serializeToString(copy))}\n`;
}
