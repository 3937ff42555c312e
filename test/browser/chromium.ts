import {existsSync} from "node:fs";
import {delimiter, join} from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

const USUAL = [
  "/usr/bin/chromium",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
    const folder = process.env[name];
    return folder
      ? [join(folder, "Google/Chrome/Application/chrome.exe"), join(folder, "Microsoft/Edge/Application/msedge.exe")]
      : [];
  })
];

/** A Chromium, Chrome or Edge on the PATH or where one usually is; undefined if there is none. */
export const chromiumPath: string | undefined = [
  ...(process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ...USUAL
].find((path) => existsSync(path));

/** Said where the browser tests are skipped; under CI a missing browser is a failure. */
export const missingChromium =
  "NO CHROMIUM, CHROME OR EDGE FOUND: the browser tests are skipped. Install one, or put it on the PATH.";
