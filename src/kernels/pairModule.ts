import {pairBytes} from "./kernelBytes.js";
import {instantiate, type KernelModule} from "./wasm.js";

/** The module of assembly/pairModule.ts; arguments are byte offsets into its memory, explained there. */
export interface PairModule extends KernelModule {
  pairs(
    blockBytes: number,
    tiles: number,
    xBlocks: number,
    x: number,
    yBlocks: number,
    y: number,
    p: number,
    xForce: number,
    yForce: number,
    q: number,
    xSums: number,
    ySums: number
  ): void;
  linearPairs(
    blockBytes: number,
    tiles: number,
    xBlocks: number,
    x: number,
    dx: number,
    yBlocks: number,
    y: number,
    dy: number,
    p: number,
    slope: number,
    fixed: number,
    xForce: number,
    yForce: number
  ): void;
}

export const pairModule = instantiate<PairModule>(pairBytes);
