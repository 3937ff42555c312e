import {type CallExpression, type Expression, type ObjectExpression, type Pattern, parse} from "acorn";

const moduleScript = /(<script type="module">)([\s\S]*?)(<\/script>)/g;
const figures = /<div class="figure" id="(figure-[\w-]+)">(?:(?!<div class="figure" ).)*?<!--:(\w+):-->/gs;
const inlinePlaces = /<observablehq-loading>(?=<\/observablehq-loading><!--:(\w+):-->)/g;
const whenNear = /\.\/(?:\.\.\/)*_import\/components\/whenNear\.\w+\.js/;

/** A cell as Framework writes it into its page: `define({id, mode, inputs, outputs, body})`. */
interface Cell {
  readonly id: string;
  readonly mode: string | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Where the call stands in the script. */
  readonly start: number;
  readonly end: number;
}

/**
 * The page with the cells of its figures and of the values in its text waiting until a reader comes near (`whenNear`), and with them the cells
 * that show nothing and are of use to waiting cells only: a page computes and fetches what is looked at. Until then the
 * static figure stands there, which shows the same.
 */
export function withWaitingCells(html: string): string {
  const path = whenNear.exec(html)?.[0];
  if (!path) return html;
  const places = new Map(Array.from(html.matchAll(figures), ([, place, cell]) => [cell!, place!]));
  return html
    .replace(moduleScript, (script, opening, text, closing) => {
      const cells = cellsOf(text);
      for (const {id, mode} of cells) if (mode === "inline") places.set(id, `cell-${id}`);
      const served = servedPlaces(cells, places);
      if (served.size === 0) return script;
      return `${opening}import {whenNear} from "${path}";${waiting(text, cells, served)}${closing}`;
    })
    .replace(inlinePlaces, (found, cell) =>
      cell && places.get(cell) === `cell-${cell}` ? `<observablehq-loading id="${places.get(cell)}">` : found
    );
}

function waiting(text: string, cells: readonly Cell[], served: ReadonlyMap<string, readonly string[]>): string {
  const parts: string[] = [];
  let written = 0;
  for (const {id, start, end} of cells) {
    const places = served.get(id);
    if (!places) continue;
    parts.push(text.slice(written, start), `whenNear(${JSON.stringify(places)}, () => ${text.slice(start, end)})`);
    written = end;
  }
  return parts.join("") + text.slice(written);
}

/**
 * Of each cell that can wait, by its id, the places that need it: its own, of `places`, and those of the cells that use what it
 * defines. A cell without a place that displays something is an input, and part of the page; one that nothing uses does something else.
 */
export function servedPlaces(
  cells: readonly Pick<Cell, "id" | "inputs" | "outputs">[],
  places: ReadonlyMap<string, string>
): Map<string, readonly string[]> {
  const served = new Map<string, readonly string[] | undefined>();
  const find = (cell: (typeof cells)[number]): readonly string[] | undefined => {
    if (served.has(cell.id)) return served.get(cell.id);
    const own = places.get(cell.id);
    const users = cells.filter((other) => other !== cell && other.inputs.some((name) => cell.outputs.includes(name)));
    const isPart = cell.inputs.some((name) => name === "display" || name === "view") || users.length === 0;
    const ofUsers = own === undefined && isPart ? [undefined] : users.map(find);
    const found = ofUsers.includes(undefined) ? undefined : [own ?? [], ...ofUsers.map((names) => names!)].flat();
    const unique = found && [...new Set(found)];
    served.set(cell.id, unique);
    return unique;
  };
  for (const cell of cells) find(cell);
  return new Map([...served].flatMap(([id, names]) => (names ? [[id, names]] : [])));
}

function cellsOf(script: string): Cell[] {
  const {body} = parse(script, {ecmaVersion: "latest", sourceType: "module"});
  return body.flatMap((statement) => {
    if (statement.type !== "ExpressionStatement" || !isDefine(statement.expression)) return [];
    const {start, end, arguments: given} = statement.expression;
    const [cell] = given;
    if (cell?.type !== "ObjectExpression") throw new Error("a page's cell is not written as Framework writes it");
    const [id] = strings(cell, "id");
    const [mode] = strings(cell, "mode");
    return [{id: id!, mode, inputs: strings(cell, "inputs"), outputs: strings(cell, "outputs"), start, end}];
  });
}

function isDefine(expression: Expression): expression is CallExpression {
  return (
    expression.type === "CallExpression" &&
    expression.callee.type === "Identifier" &&
    expression.callee.name === "define"
  );
}

/** The strings that a property holds: one, a list, or none where there is no such property. */
function strings(object: ObjectExpression, name: string): string[] {
  for (const property of object.properties)
    if (property.type === "Property" && isNamed(property.key, name)) {
      const {value} = property;
      const values = value.type === "ArrayExpression" ? value.elements : [value];
      return values.map((element) => {
        if (element?.type === "Literal" && typeof element.value === "string") return element.value;
        throw new Error(`a page's cell has ${name} that are no strings`);
      });
    }
  return [];
}

const isNamed = (key: Expression | Pattern, name: string) => key.type === "Identifier" && key.name === name;
