import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import type {Server} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {brotliCompressSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {serve} from "../../cli/site/serve.js";

let folder: string;
const servers: Server[] = [];
const origins: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  await mkdir(join(folder, "site"));
  await writeFile(join(folder, "secret.html"), "secret");
  await writeFile(join(folder, "site", "index.html"), "first page");
  await writeFile(join(folder, "site", "gap.html"), "gap");
  await writeFile(join(folder, "site", "gap.html.br"), brotliCompressSync("gap, compressed"));
  await writeFile(join(folder, "site", "404.html"), "no page here");
  for (const base of ["/", "/a/b/"]) {
    const server = await serve(join(folder, "site"), 0, base);
    servers.push(server);
    origins[base] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, {recursive: true});
});

describe.each(["/", "/a/b/"])("under %s", (base) => {
  const get = (path: string, encoding = "identity") =>
    fetch(`${origins[base]}${base}${path}`, {redirect: "manual", headers: {"Accept-Encoding": encoding}});

  test("pages have no extension", async () => {
    expect(await (await get("")).text()).toBe("first page");
    expect(await (await get("gap")).text()).toBe("gap");
    expect(await (await get("gap?d=16")).text()).toBe("gap");
  });

  test("a compressed copy is sent to those who can read it", async () => {
    const response = await get("gap", "br");
    expect(response.headers.get("content-encoding")).toBe("br");
    expect(await response.text()).toBe("gap, compressed");
  });

  test("a slash at the end is one too many", async () => {
    const response = await get("gap/?d=16");
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toBe(`${base}gap?d=16`);
  });

  test.each(["nothing", "../secret", "..%2fsecret", "%2e%2e/secret"])("%s is answered with 404", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("no page here");
  });
});

test("an address outside the base path is not found", async () => {
  expect((await fetch(`${origins["/a/b/"]}/gap`)).status).toBe(404);
});
