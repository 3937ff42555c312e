import type {Cell} from "../../../cli/sweep/engine.js";
import {keyOf} from "../../../store/key.js";

/** A cell of an experiment that only these tests compute; its parameters say what becomes of it. */
export function cellOf(name: string, cost = 1, parameters: Record<string, string | number> = {}): Cell {
  const identity = {experiment: "scripted", parameters: {name, ...parameters}, code: "0".repeat(64)};
  return {...identity, key: keyOf(identity), cost};
}
