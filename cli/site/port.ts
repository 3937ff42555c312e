import {createServer} from "node:net";
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
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject);
      probe.listen(port, "127.0.0.1", resolve);
    });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? "is taken" : "cannot be used";
    throw new Refusal(
      `port ${port} ${reason}; end the program that uses it, or set PORT to another, for example ${port + 1}`
    );
  }
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
