import type {Printed} from "../../src/components/command.js";
import type {Place} from "./places.js";

/** The forms in which a figure is written: drawings, and the rows that they show. */
export const formats = ["svg", "png", "csv"] as const;

export type Format = (typeof formats)[number];

/** What a manifest says of a file. */
export interface FileEntry {
  readonly bytes: number;
  readonly sha256: string;
}

/** What a manifest says of a figure: all that it was made of, and nothing that differs from run to run. */
export interface Entry {
  readonly title: string;
  /** HTML. */
  readonly caption: string;
  /** Where it stands in the site. */
  readonly place: Place;
  readonly experiment?: string;
  readonly parameters?: Printed;
  readonly seed?: number;
  /** Prints its rows; one line a run. */
  readonly command?: string;
  /** Hash of the code that draws it, of that which makes its rows, and of the versions below. */
  readonly code: string;
  /** The files that loaders made for it, as pages name them. */
  readonly data: readonly string[];
  /** Ours, Node's major one, and those of the packages that the code imports. */
  readonly versions: Readonly<Record<string, string>>;
  /** Of the SVG, in px. */
  readonly width: number;
  readonly height: number;
  readonly files: Readonly<Partial<Record<Format, FileEntry>>>;
}

/** The figures in a folder, by id. */
export type Manifest = Readonly<Record<string, Entry>>;

/** Where a figure's file is in a folder of figures. */
export function nameOf(id: string, format: Format): string {
  return `${id}.${format}`;
}
