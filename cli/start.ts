import {command} from "./refusal.js";
import {buildSite} from "./site/build.js";
import {dist} from "./site/folders.js";
import {choosePort} from "./site/port.js";
import {serve} from "./site/serve.js";

await command(async () => {
  const port = await choosePort();
  await buildSite();
  await serve(dist, port);
  console.log(`Polywidth is ready: http://127.0.0.1:${port} (Ctrl-C ends it)`);
  process.removeAllListeners("SIGINT").on("SIGINT", () => process.exit());
});
