import {createServer, type Server} from "node:net";
import {Refusal} from "../refusal.js";

/** The port that the environment variable PORT asks for, 3000 by default; refused if it is no port or is taken. */
export async function choosePort(text = process.env.PORT): Promise<number> {
  const port = text === undefined || text === "" ? 3000 : Number(text);
  if (!/^\d*$/.test(text ?? "") || port < 1 || port > 65535) {
    throw new Refusal(
      `PORT is ${JSON.stringify(text)}; it must be a whole number from 1 to 65535, for example PORT=3001`
    );
  }
  const probe = createServer();
  await listen(probe, port);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Listens on 127.0.0.1 at this port, 0 for a free one; refused if it cannot be used. */
export async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({code, message}: NodeJS.ErrnoException) => {
      const reason = code === "EADDRINUSE" ? "is taken" : `cannot be used (${message})`;
      const remedy = `end the program that uses it, or set PORT to another, for example ${port + 1}`;
      reject(new Refusal(`port ${port} ${reason}; ${remedy}`));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}
