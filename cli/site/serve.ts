import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {createServer, type Server} from "node:http";
import {join} from "node:path";
import sirv from "sirv";
import {listen} from "./port.js";

/** Serves the built site in `folder` under `base` ("/", or "/some/path/") on 127.0.0.1; port 0 takes a free one. */
export async function serve(folder: string, port: number, base = "/"): Promise<Server> {
  const missing = join(folder, "404.html");
  const notFound = existsSync(missing) ? await readFile(missing) : Buffer.from("Not found\n");
  const files = sirv(folder, {brotli: true, etag: true, extensions: ["html"]});
  const server = createServer((request, response) => {
    const reject = () => {
      response.writeHead(404, {"Content-Type": "text/html; charset=utf-8"});
      response.end(notFound);
    };
    if (!request.url?.startsWith(base)) return reject();
    request.url = request.url.slice(base.length - 1);
    const {pathname, search} = new URL(request.url, "http://localhost");
    if (pathname.length > 1 && pathname.endsWith("/")) {
      // A page's relative links are right for its address without the slash only.
      response.writeHead(308, {Location: `${base}${pathname.slice(1, -1)}${search}`});
      response.end();
      return;
    }
    files(request, response, reject);
  });
  await listen(server, port);
  return server;
}
