import {existsSync, writeFileSync} from "node:fs";
import type {Cell} from "../../../cli/sweep/engine.js";

/** A worker whose cells say what becomes of them, and where to remember that they were tried. */
process.on("disconnect", () => process.exit());
process.on("message", ({parameters: {fate, marker}}: Cell) => {
  const again = existsSync(String(marker));
  writeFileSync(String(marker), "");
  if (fate === "refuse" || (fate === "refuse once" && !again)) {
    process.send!({message: `no, ${again ? "again" : "not yet"}`});
  } else if (fate === "die" || (fate === "die once" && !again)) {
    console.error("Fatal Error: worn out\n at line 3");
    process.kill(process.pid, "SIGKILL");
  } else if (fate !== "never end") {
    process.send!({seconds: 0.5});
  }
});
process.send!("ready");
