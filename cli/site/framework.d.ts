/** The parts of Observable Framework 1.13.4 that we call; the package ships no types. */
declare module "@observablehq/framework/dist/build.js" {
  import type {Config} from "@observablehq/framework/dist/config.js";
  export class FileBuildEffects {
    constructor(output: string, cache: string, options?: {logger?: Console; output?: {write(text: string): void}});
  }
  export function build(options: {config: Config}, effects?: FileBuildEffects): Promise<void>;
}
declare module "@observablehq/framework/dist/config.js" {
  export interface Config {
    root: string;
    output: string;
  }
  export function readConfig(path?: string): Promise<Config>;
}
declare module "@observablehq/framework/dist/preview.js" {
  import type {Server} from "node:http";
  export function preview(options: {
    hostname: string;
    port?: number;
    open: boolean;
    verbose?: boolean;
  }): Promise<{server: Server}>;
}
