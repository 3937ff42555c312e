declare module "observablehq:stdlib" {
  /** A file of the site; Framework finds the calls in the source, so the name must be a literal. */
  export function FileAttachment(name: string): {
    arrayBuffer(): Promise<ArrayBuffer>;
    json(): Promise<unknown>;
    text(): Promise<string>;
  };
}
