import type {Cell} from "@observablehq/framework/dist/config.js";
import {readConfig} from "@observablehq/framework/dist/config.js";

/**
 * What Framework gives every cell. A cell sees another's value after it has been awaited, or as the latest that a
 * generator yielded; `view` is the value of an input.
 */
const PRELUDE = `
type Settled<T> = T extends AsyncGenerator<infer U> | Generator<infer U> | Promise<infer U> ? U : T;
type Cells<T> = {[Name in keyof T]: Settled<T[Name]>};
declare function display<T>(value: T): T;
declare function view<T>(input: Element & {value: T}): T;
declare function resize(render: (width: number, height: number) => Node): HTMLElement;
declare function visibility(): Promise<void>;
declare const invalidation: Promise<void>;
declare const width: number;
declare const dark: boolean;
declare const now: number;
interface Attachment {
  readonly name: string;
  readonly href: string;
  url(): Promise<string>;
  text(): Promise<string>;
  json(): Promise<any>;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare function FileAttachment(name: string): Attachment;
declare function Mutable<T>(value: T): AsyncGenerator<T> & {value: T};
declare const Generators: {
  input<T>(input: Element & {value: T}): AsyncGenerator<T>;
  observe<T>(initialize: (change: (value: T) => void) => (() => void) | void): AsyncGenerator<T>;
  queue<T>(initialize: (change: (value: T) => void) => (() => void) | void): AsyncGenerator<T>;
  width(element: Element): AsyncGenerator<number>;
  dark(): AsyncGenerator<boolean>;
};
`;

/** The code cells of a page as one module for the compiler; `folder` leads from that module to `src`. */
export function moduleOf(cells: readonly Cell[], folder: string): string {
  const imports: string[] = [];
  const parts = cells.map(({node}, i) => {
    const {input, expression, declarations, body} = node;
    if (expression) return `void (async () => (${input}));`;
    let code = input;
    const imported = new Set<string>();
    for (const child of [...body.body].reverse()) {
      if (child.type !== "ImportDeclaration") continue;
      const source = child.source!.value.replace(/^\.\//, `${folder}/`);
      imports.push(`${input.slice(child.start, child.source!.start)}${JSON.stringify(source)};`);
      for (const {local} of child.specifiers ?? []) imported.add(local.name);
      code = code.slice(0, child.start) + code.slice(child.end);
    }
    const names = (declarations ?? []).map(({name}) => name).filter((name) => !imported.has(name));
    const cell = `const cell${i} = async () => {\n${code}\nreturn {${names.join(", ")}};\n};`;
    const values = names.map(
      (name) => `declare const ${name}: Cells<Awaited<ReturnType<typeof cell${i}>>>["${name}"];`
    );
    return [cell, `void cell${i};`, ...values].join("\n");
  });
  return [...imports, PRELUDE, ...parts, "export {};"].join("\n");
}

/** The code cells of the page at this path ("/index"), as Framework finds them. */
export async function cellsOf(path: string): Promise<readonly Cell[]> {
  const config = await readConfig();
  return (await config.loaders.loadPage(path, {...config, path})).code;
}
