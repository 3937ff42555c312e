import {type Problem, problemOf} from "../problem.js";
import type {News} from "../problems.js";

// Runs in each page of a preview, in a module of its own before those of the page, which may be what is broken.

/** What the server says, what cells of the page have thrown and what nobody has caught. */
let ofServer: readonly Problem[] = [];
const ofCells = new Map<string, Problem>();
const uncaught = new Map<string, Problem>();

let changes: number | undefined;
/** What browsers say of a module that a cell cannot import. */
const unfetched = /dynamically imported module|Importing a module script failed/;

/** The page did not run, or not all of it: it has to be loaded again once something has changed. */
let isStuck = document.querySelector("main") === null;
let dismissed = "";

const host = document.createElement("polywidth-problems");
const shadow = host.attachShadow({mode: "open"});

new EventSource("/_polywidth/news").addEventListener("message", ({data}) => {
  const news = JSON.parse(data) as News;
  if (changes !== undefined && news.changes > changes) {
    if (isStuck) location.reload();
    // Framework misses a change that comes while it still answers the one before.
    const before = brokenCells();
    if (before !== "") setTimeout(() => brokenCells() === before && location.reload(), 3000);
  }
  if (changes !== news.changes) uncaught.clear();
  changes = news.changes;
  ofServer = news.problems;
  show();
});

/** What runs in workers have thrown, by message, which is all that Framework passes on from cell to cell. */
const thrown = new Map<string, Problem>();
const {Worker: PlainWorker} = window;
window.Worker = class extends PlainWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    this.addEventListener("message", ({data}) => {
      if (data?.kind === "failed") thrown.set(data.message, problemFrom(data));
    });
  }
};

// Framework tells of the error of a cell in this way alone.
const {error: log} = console;
console.error = (...words: unknown[]) => {
  log.apply(console, words);
  const [error] = words;
  if (!(error instanceof Error) || error.name === "AbortError") return;
  if (unfetched.test(error.message)) isStuck = true;
  ofCells.set(error.message, thrown.get(error.message) ?? problemFrom(error));
  setTimeout(show);
};

addEventListener("unhandledrejection", ({reason}) => {
  if (!(reason instanceof Error) || reason.name === "AbortError") return;
  uncaught.set(reason.message, problemFrom(reason));
  show();
});

addEventListener(
  "error",
  ({error, target}) => {
    if (target instanceof HTMLScriptElement) isStuck = true;
    if (!(error instanceof Error)) return;
    uncaught.set(error.message, problemFrom(error));
    // A script with a fault in its syntax tells the window, and no cell has run.
    if (error instanceof SyntaxError) isStuck = true;
    show();
  },
  true
);

new MutationObserver(show).observe(document, {childList: true, subtree: true});
addEventListener("keydown", ({key}) => {
  if (key === "Escape" && host.isConnected) dismiss();
});

function problemFrom({stack = "", name, message}: Error): Problem {
  const calls = stack.startsWith(`${name}: ${message}`) ? stack.slice(`${name}: ${message}`.length) : stack;
  return {...problemOf(calls), message: `${name}: ${message}`};
}

/** The errors of cells, in a text; one is gone when the page no longer shows it. */
function brokenCells(): string {
  const shown = Array.from(document.querySelectorAll(".observablehq--error"), ({textContent}) => textContent ?? "");
  for (const message of ofCells.keys()) if (!shown.some((text) => text.includes(message))) ofCells.delete(message);
  return [...ofCells.keys()].join("\n");
}

/** What is broken now. */
function current(): Problem[] {
  brokenCells();
  // Of a file or a module that could not be made the server knows more.
  const cells = [...ofCells.values()].filter(
    ({message}) => ofServer.length === 0 || !(message.includes("Unable to load file") || unfetched.test(message))
  );
  return [...ofServer, ...cells, ...uncaught.values()];
}

function show(): void {
  const problems = current();
  const text = JSON.stringify(problems);
  if (problems.length === 0 || text === dismissed) {
    host.remove();
    return;
  }
  if (host.isConnected && host.dataset.shown === text) return;
  host.dataset.shown = text;
  shadow.replaceChildren(element("style", {}, style), panelOf(problems));
  document.documentElement.append(host);
}

function dismiss(): void {
  dismissed = JSON.stringify(current());
  host.remove();
}

function panelOf(problems: readonly Problem[]): Element {
  const close = element("button", {type: "button"}, "Dismiss (Esc)");
  close.addEventListener("click", dismiss);
  const heading = problems.length === 1 ? "Something is broken" : `${problems.length} things are broken`;
  return element(
    "section",
    {role: "alert", "aria-label": "Problems"},
    element("header", {}, element("h2", {}, heading), close),
    ...problems.map(({message, file, stack}) =>
      element(
        "article",
        {},
        ...(file ? [element("p", {class: "file"}, file)] : []),
        element("pre", {class: "message"}, message),
        ...(stack.length > 0 ? [element("pre", {class: "stack"}, stack.join("\n"))] : [])
      )
    ),
    element("footer", {}, "This goes away when it is mended; the terminal says more.")
  );
}

function element(name: string, attributes: Readonly<Record<string, string>>, ...children: (Node | string)[]): Element {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const style = `
  :host { all: initial; }
  section {
    position: fixed; inset: auto 1rem 1rem; z-index: 1000; max-height: 70vh; overflow: auto; box-sizing: border-box;
    padding: 1rem 1.25rem; border: 1px solid #a22; border-left-width: 6px; border-radius: 6px;
    background: #fff7f6; color: #1d1d1d; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 6px 30px rgb(0 0 0 / 30%);
  }
  header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
  h2 { margin: 0; font-size: 1.1rem; color: #8f1a1a; }
  button { font: inherit; padding: 0.2rem 0.7rem; border: 1px solid #777; border-radius: 4px; background: #fff; color: inherit; }
  button:focus-visible { outline: 2px solid #2450b2; outline-offset: 2px; }
  article + article { border-top: 1px solid #dcb5b5; }
  .file { margin: 0.7rem 0 0; font-weight: 600; }
  pre { margin: 0.4rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 ui-monospace, monospace; }
  .stack, footer { color: #555; }
  footer { margin-top: 0.6rem; font-size: 13px; }
  @media (prefers-color-scheme: dark) {
    section { background: #2a1b1b; color: #eee; border-color: #d66; }
    h2 { color: #ff9c9c; }
    button { background: #222; }
    .stack, footer { color: #bbb; }
  }
`;
