import {momentBytes} from "./kernelBytes.js";
import {instantiate, type KernelModule} from "./wasm.js";

/** The module of assembly/momentModule.ts; arguments are byte offsets into its memory, or counts, explained there. */
export interface MomentModule extends KernelModule {
  moments(
    count: number,
    levels: number,
    records: number,
    rows: number,
    chunks: number,
    neurons: number,
    displacements: number,
    fixed: number,
    scratch: number,
    sums: number
  ): void;
  gradients(
    count: number,
    levels: number,
    records: number,
    rows: number,
    chunks: number,
    neurons: number,
    matrices: number,
    scratch: number,
    gradient: number
  ): void;
}

export const momentModule = instantiate<MomentModule>(momentBytes);
