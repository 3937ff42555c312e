import type {IncomingMessage, RequestListener, Server, ServerResponse} from "node:http";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {problemOf} from "./problem.js";
import type {News, Problems} from "./problems.js";

const scriptPath = "/_polywidth/overlay.js";
const newsPath = "/_polywidth/news";
const script = `<script type="module" src="${scriptPath}"></script>`;

export interface OverlayOptions {
  readonly problems: Problems;
  /** The root of the repository, as stacks spell it. */
  readonly folder: string;
  /** Makes a file that a page asks for ("/_file/data/…") where it is missing or old; what it throws is shown. */
  readonly make?: (path: string) => Promise<void>;
}

/**
 * Lets the pages that a preview's server sends show what is broken: a script in each page, an address that tells it of problems,
 * and a record of every answer of 500. A page that cannot be made is answered with one that says why.
 */
export async function withOverlay(server: Server, {problems, folder, make}: OverlayOptions): Promise<void> {
  const client = await clientCode();
  const [handle] = server.listeners("request") as RequestListener[];
  if (!handle) throw new Error("the preview's server answers no requests");
  server.removeAllListeners("request");
  server.on("request", async (request, response) => {
    const {pathname} = new URL(request.url!, "http://localhost");
    if (pathname === scriptPath) {
      response.writeHead(200, {"Content-Type": "text/javascript; charset=utf-8"});
      response.end(client);
      return;
    }
    if (pathname === newsPath) {
      tellNews(problems, response);
      return;
    }
    try {
      if (pathname.startsWith("/_file/")) await make?.(decodeURI(pathname));
    } catch (error) {
      problems.set(pathname, problemOf((error as Error).message, folder));
      response.writeHead(500, {"Content-Type": "text/plain; charset=utf-8"});
      response.end((error as Error).message);
      return;
    }
    watchAnswer(request, response, pathname, problems);
    handle(request, response);
  });
}

/** The problems as a stream of events, until the page is left. */
function tellNews(problems: Problems, response: ServerResponse): void {
  response.writeHead(200, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"});
  const end = problems.listen((news: News) => response.write(`data: ${JSON.stringify(news)}\n\n`));
  response.on("close", end);
}

/** Looks at the answer as it is sent: puts the script into a page, and keeps record of one that tells of an error. */
function watchAnswer(request: IncomingMessage, response: ServerResponse, path: string, problems: Problems): void {
  const {end} = response;
  response.end = ((content?: unknown, ...rest: unknown[]) => {
    const type = String(response.getHeader("Content-Type") ?? "");
    let sent = content;
    if (response.statusCode >= 500) {
      problems.set(path, {...problemOf(String(content)), file: sourceOf(path)});
      if (request.headers.accept?.includes("text/html")) {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        sent = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n${script}\n</head>\n<body></body>\n</html>\n`;
      }
    } else {
      problems.clear(path);
      if (type.startsWith("text/html") && typeof content === "string")
        sent = content.replace("<head>", `<head>\n${script}`);
    }
    return Reflect.apply(end, response, [sent, ...rest]);
  }) as typeof end;
}

/** The source behind an address, as far as its form tells. */
function sourceOf(path: string): string | undefined {
  const module = /^\/_import\/(.+)\.js$/.exec(path)?.[1];
  if (module) return `src/${module}.ts`;
  return /^\/[\w-]*$/.test(path) ? `src/${path.slice(1) || "index"}.md` : undefined;
}

async function clientCode(): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [fileURLToPath(new URL("client/overlay.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "silent"
  });
  return outputFiles[0]!.text;
}
