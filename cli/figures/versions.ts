import {readFileSync} from "node:fs";
import {join} from "node:path";
import {root} from "../site/folders.js";
import {nodeMajor} from "../site/loaders.js";

/** The package of the fonts of PNG files, which no module imports. */
export const fontPackage = "dejavu-fonts-ttf";

/** Our version, Node's major one, that of the fonts, and those of what we ask for among these places in node_modules. */
export function versionsOf(packages: Readonly<Record<string, string>>): Record<string, string> {
  const own = manifestOf(root);
  const imported = Object.keys(own.dependencies).flatMap((name) => {
    const version = packages[`node_modules/${name}`];
    return version === undefined ? [] : [[name, version]];
  });
  const font = manifestOf(join(root, "node_modules", fontPackage)).version;
  return {polywidth: own.version, node: nodeMajor, [fontPackage]: font, ...Object.fromEntries(imported)};
}

function manifestOf(folder: string): {readonly version: string; readonly dependencies: Record<string, string>} {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
