import type {Problem} from "./problem.js";

/** What the pages of a preview are told. */
export interface News {
  readonly problems: readonly Problem[];
  /** How often the sources have changed; a page that could not run loads again when this grows. */
  readonly changes: number;
}

/** What is broken now on the side of the preview's server, by what it belongs to; whoever listens hears of every change. */
export class Problems {
  private readonly known = new Map<string, Problem>();
  private readonly listeners = new Set<(news: News) => void>();
  private changes = 0;

  /** A problem that is known by its words already is one with it: the terminal and an answer of 500 tell of the same. */
  set(key: string, problem: Problem): void {
    const [same, known] = [...this.known].find(([, {message}]) => message.includes(problem.message)) ?? [];
    if (same !== undefined) this.known.delete(same);
    this.known.set(key, {...(known ?? problem), file: known?.file ?? problem.file});
    this.tell();
  }

  clear(key: string): void {
    if (this.known.delete(key)) this.tell();
  }

  /** A source has changed: what was wrong with pages and modules is asked for again. Data are made again only where needed. */
  changed(): void {
    for (const key of this.known.keys()) if (!key.startsWith("/_file/") && key !== sources) this.known.delete(key);
    this.changes += 1;
    this.tell();
  }

  /** Tells of the present state at once, then of each change; returns what ends that. */
  listen(listener: (news: News) => void): () => void {
    this.listeners.add(listener);
    listener(this.news());
    return () => this.listeners.delete(listener);
  }

  private news(): News {
    return {problems: [...this.known.values()], changes: this.changes};
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.news());
  }
}

/** What a problem with the sources as a whole belongs to, such as code that cannot be bundled. */
export const sources = "sources";
