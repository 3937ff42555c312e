type Child = Node | string | null | undefined;

/** An HTML element with attributes and children; `undefined` and `false` leave an attribute out. */
export function html<Name extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: Name,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : String(value));
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}
