import {constants} from "node:os";

const signals = ["SIGINT", "SIGTERM"] as const;

/** Thrown when a signal has ended a run whose state is saved. */
export class Interrupted extends Error {
  /** What shells report of a program that a signal has ended. */
  readonly exitCode: number;

  constructor(signal: (typeof signals)[number], message: string) {
    super(message);
    this.name = "Interrupted";
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Holds signals back until their run has come to a place where its state can be saved. */
export interface SignalWatch {
  /** The first signal since the watch began. */
  readonly signal: (typeof signals)[number] | undefined;
  end(): void;
}

export function watchSignals(): SignalWatch {
  let signal: (typeof signals)[number] | undefined;
  const note = (name: NodeJS.Signals): void => {
    signal ??= signals.find((one) => one === name);
  };
  for (const name of signals) process.on(name, note);
  return {
    get signal() {
      return signal;
    },
    end() {
      for (const name of signals) process.off(name, note);
    }
  };
}
