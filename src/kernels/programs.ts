import {addProgram} from "./addParts.js";
import type {Program} from "./executor.js";
import {linearPairProgram} from "./simdLinearPair.js";
import {gradientProgram, momentProgram} from "./simdMoment.js";
import {pairProgram} from "./simdPair.js";
import {sampleProgram} from "./simdSample.js";

/** All programs, for threads that are told a program's name. */
export const programs: readonly Program<never>[] = [
  pairProgram,
  linearPairProgram,
  momentProgram,
  gradientProgram,
  sampleProgram,
  addProgram
];

/** The program of this name. Throws a RangeError where there is none. */
export function findProgram(name: string): Program<never> {
  const program = programs.find((one) => one.name === name);
  if (!program) throw new RangeError(`there is no program ${JSON.stringify(name)}`);
  return program;
}
