/** The part of bibtex-parse 2.1.0 that we call; the package ships no types. */
declare module "bibtex-parse" {
  /** `key`, `type`, and the fields under their names in capitals, without braces; a number without quotes is one. */
  export function entries(text: string): Readonly<Record<string, string | number>>[];
}
