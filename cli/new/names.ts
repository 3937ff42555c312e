import {quote} from "../../src/experiments/refusal.js";
import {Refusal} from "../refusal.js";

/** A name as each kind of text spells it. */
export interface Names {
  /** "own-width" */
  readonly kebab: string;
  /** "ownWidth" */
  readonly camel: string;
  /** "OwnWidth" */
  readonly pascal: string;
  /** "Own width" */
  readonly title: string;
}

/** Words that no constant of a module may be called. */
const reserved =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
  "finally for function if implements import in instanceof interface let new null package private protected public return " +
  "static super switch this throw true try typeof undefined var void while with yield";

/** The spellings of a name; a Refusal where it is not in kebab case. */
export function namesOf(kebab: string): Names {
  if (!/^[a-z]+(-[a-z]+)*$/.test(kebab)) {
    const near = kebab
      .replaceAll(/([a-z])(?=[A-Z])/g, "$1-")
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, "-")
      .replaceAll(/^-|-$/g, "");
    const remedy = near === "" ? "such as own-width" : `such as ${near}`;
    throw new Refusal(
      `the name must be in kebab case, lower-case letters with single hyphens between words, got ${quote(kebab)}; ${remedy}`
    );
  }
  if (reserved.split(" ").includes(kebab))
    throw new Refusal(`${quote(kebab)} is a word of JavaScript and can name no module; try ${kebab}-runs`);
  const camel = kebab.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
  return {kebab, camel, pascal: capital(camel), title: capital(kebab.replaceAll("-", " "))};
}
