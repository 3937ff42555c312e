/** The parts of markdown-it that are used here; its types are not among Framework's dependencies. */
export interface Token {
  type: string;
  tag: string;
  info: string;
  content: string;
  attrs: [string, string][] | null;
  children: Token[] | null;
  meta: Record<string, unknown> | null;
}

export interface InlineState {
  readonly src: string;
  readonly posMax: number;
  pos: number;
  push(type: string, tag: string, nesting: -1 | 0 | 1): Token;
}

export interface CoreState {
  readonly src: string;
  /** Framework's context: the page's path is "/approximation-gap". */
  readonly env: {readonly path?: string; readonly footnotes?: unknown};
  readonly tokens: Token[];
  readonly Token: new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;
}

export type Rule = (tokens: Token[], index: number, ...rest: unknown[]) => string;
export type InlineRule = (state: InlineState, silent: boolean) => boolean;
export type CoreRule = (state: CoreState) => void;

export interface MarkdownIt {
  readonly core: {
    readonly ruler: {
      after(name: string, newName: string, rule: CoreRule): void;
      at(name: string, rule: CoreRule): void;
    };
  };
  readonly inline: {
    readonly ruler: {
      getRules(chain: string): InlineRule[];
      before(name: string, newName: string, rule: InlineRule): void;
    };
  };
  readonly renderer: {readonly rules: Record<string, Rule>};
  use(plugin: unknown, options?: unknown): MarkdownIt;
}
