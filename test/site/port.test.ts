import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {afterEach, expect, test} from "vitest";
import {Refusal} from "../../cli/refusal.js";
import {choosePort} from "../../cli/site/port.js";

let server: Server | undefined;
afterEach(() => server?.close());

test.each(["abc", "0", "-1", "65536", "3000.5", "3e3", " 3000", "0x10"])(
  "PORT=%s is refused with a remedy",
  async (text) => {
    const error = await choosePort(text).catch((reason) => reason);
    expect(error).toBeInstanceOf(Refusal);
    expect(error.message).toMatch(/^PORT is ".*"; it must be a whole number from 1 to 65535, for example PORT=3001$/);
  }
);

test("a port that is taken is refused with a remedy", async () => {
  server = createServer();
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  await expect(choosePort(String(port))).rejects.toThrow(
    `port ${port} is taken; end the program that uses it, or set PORT to another, for example ${port + 1}`
  );
});

test("a free port is taken as asked", async () => {
  server = createServer();
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server!.close(resolve));
  expect(await choosePort(String(port))).toBe(port);
});
