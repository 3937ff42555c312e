import {announceChange, changeTo, type Input} from "../input.js";

export interface LinkInputs<Name extends string> {
  /** The choice by name; `own` stands for what is typed. */
  readonly links: Input<Name>;
  readonly degree: Input<number>;
  readonly activation: Input<string>;
  readonly target: Input<string>;
}

export interface LinkChoices<Name extends string, Own extends Name> {
  readonly own: Own;
  /** Whether a choice leaves the degree to the reader. */
  readonly hasDegree: (name: Name) => boolean;
  /** A choice as it would be typed. */
  readonly textsOf: (
    name: Exclude<Name, Own>,
    degree: number
  ) => {readonly activation: string; readonly target: string};
}

/** Keeps the two texts and the choice by name in step: a choice is written out, and whoever types has chosen `own`. */
export function tieLinks<Name extends string, const Own extends Name>(
  {links, degree, activation, target}: LinkInputs<Name>,
  {own, hasDegree, textsOf}: LinkChoices<Name, Own>
): void {
  const write = () => {
    degree.hidden = !hasDegree(links.value);
    const name = links.value;
    if (name === own) return;
    const texts = textsOf(name as Exclude<Name, Own>, degree.value);
    activation.value = texts.activation;
    target.value = texts.target;
  };
  const typed = () => {
    if (links.value !== own) changeTo(links, own);
  };
  links.addEventListener("input", () => {
    write();
    // What was written out counts as typed from now on.
    if (links.value === own) for (const text of [activation, target]) announceChange(text);
  });
  degree.addEventListener("input", write);
  activation.addEventListener("input", typed);
  target.addEventListener("input", typed);
  write();
}
