const cells = /\bdefine\(\{id: "([\da-f]+)"[\s\S]*?(?=\bdefine\(\{id: "|<\/script>)/g;
const inputs = /\b(range|seed|select|stage|time)Input\(\{/g;

/**
 * The page with empty places for the inputs that its cells will show, of about their size, so that what stands below them does
 * not move when they come; the stylesheet takes a place away once its cell has an input.
 */
export function withInputPlaces(html: string): string {
  const places = new Map<string, string>();
  for (const [code, id] of html.matchAll(cells)) {
    const kinds = Array.from(code.matchAll(inputs), ([, kind]) => kind!);
    places.set(id!, kinds.map((kind) => `<span class="input-to-come input-to-come-${kind}"></span>`).join(""));
  }
  return html.replaceAll(/<!--:([\da-f]+):-->/g, (comment, id) => (places.get(id) ?? "") + comment);
}
