/** The parts of Observable Framework 1.13.4 that we call; the package ships no types. */
declare module "@observablehq/framework/dist/build.js" {
  import type {Config} from "@observablehq/framework/dist/config.js";
  export class FileBuildEffects {
    constructor(output: string, cache: string, options?: {logger?: Console; output?: {write(text: string): void}});
  }
  export function build(options: {config: Config}, effects?: FileBuildEffects): Promise<void>;
}
declare module "@observablehq/framework/dist/config.js" {
  interface Name {
    readonly name: string;
  }
  /** A statement of a cell's code, with its place in the text. */
  interface Statement {
    readonly type: string;
    readonly start: number;
    readonly end: number;
    readonly source?: {readonly value: string; readonly start: number};
    readonly specifiers?: readonly {readonly local: Name}[];
  }
  /** A code cell of a page; an expression has no declarations and its body is no list. */
  export interface Cell {
    readonly node: {
      readonly input: string;
      readonly expression: boolean;
      readonly async: boolean;
      readonly declarations: readonly Name[] | null;
      readonly body: {readonly body: readonly Statement[]};
    };
  }
  export interface Config {
    root: string;
    output: string;
    loaders: {loadPage(path: string, options: object): Promise<{code: readonly Cell[]; body: string}>};
  }
  export function readConfig(path?: string): Promise<Config>;
}
declare module "@observablehq/framework/dist/preview.js" {
  import type {Server} from "node:http";
  export function preview(options: {
    hostname: string;
    port?: number;
    open: boolean;
    verbose?: boolean;
  }): Promise<{server: Server}>;
}
declare module "@observablehq/framework/dist/javascript/parse.js" {
  import type {Cell} from "@observablehq/framework/dist/config.js";
  export function parseJavaScript(input: string, options: {path: string}): Cell["node"];
}
declare module "@observablehq/framework/dist/markdown.js" {
  import type {Cell} from "@observablehq/framework/dist/config.js";
  import type {MarkdownIt} from "./markdownIt.js";
  export function createMarkdownIt(options: {markdownIt: (md: MarkdownIt) => MarkdownIt}): MarkdownIt;
  export function parseMarkdown(
    text: string,
    options: object
  ): {title: string | null; data: {index?: boolean}; body: string; code: readonly Cell[]};
}
