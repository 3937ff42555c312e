import {nearest} from "../../src/experiments/nearest.js";
import {quote} from "../../src/experiments/refusal.js";
import {commandOf, type HelpScreen, isAnswered, refuseLeftOver} from "../flags.js";
import {Refusal} from "../refusal.js";
import {UsageError} from "../simulate/usage.js";
import {type Kind, kinds, planOf} from "./plan.js";
import {writeAll} from "./writeAll.js";

/** Where help and results, and where complaints go. */
export interface Streams {
  readonly stdout: HelpScreen;
  readonly stderr: {write(text: string): unknown};
}

/** Makes the page or the experiment that the command line asks for in the tree at `root`; the exit code: 0, or 2 for a refusal. */
export async function makeNew(args: readonly string[], {stdout, stderr}: Streams, root: string): Promise<number> {
  try {
    const request = readCommandLine(args, stdout);
    if (!request) return 0;
    const plan = planOf(request.kind, request.name, root);
    await writeAll(plan, root);
    const lines = [
      ...Object.keys(plan.made).map((path) => `made     ${path}`),
      ...Object.keys(plan.changed).map((path) => `changed  ${path}`)
    ];
    stdout.write(`${lines.join("\n")}\n\n${nextSteps(request)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof UsageError)) throw error;
    stderr.write(`new: ${error.message}\n`);
    return 2;
  }
}

interface Request {
  readonly kind: Kind;
  readonly name: string;
}

function readCommandLine(args: readonly string[], stdout: HelpScreen): Request | undefined {
  const command = commandOf("new", stdout)
    .description("Makes a page or an experiment that works and is tested, to be changed into one's own.")
    .usage(`${kinds.join("|")} <name>`)
    .argument("[words...]", `what to make, ${kinds.join(" or ")}, and its name in kebab case, such as own-width`)
    .allowUnknownOption();
  if (isAnswered(command, args)) return undefined;
  const flags = command.args.filter((text) => text.startsWith("-"));
  refuseLeftOver(command, flags, "npm run new -- --help");
  const [kind, name, ...rest] = command.args;
  const isKind = (text: string | undefined): text is Kind => (kinds as readonly (string | undefined)[]).includes(text);
  if (!isKind(kind)) {
    const near = nearest(kind ?? "", kinds) ?? "page";
    throw new UsageError(
      `the first word must be ${kinds.join(" or ")}, got ${quote(kind)}; try npm run new -- ${near} own-width`
    );
  }
  if (name === undefined || rest.length > 0) {
    const given = name === undefined ? "nothing" : quote([name, ...rest].join(" "));
    throw new UsageError(`${kind} must be followed by one name, got ${given}; try npm run new -- ${kind} own-width`);
  }
  return {kind, name};
}

function nextSteps({kind, name}: Request): string {
  return kind === "page"
    ? `npm run dev shows it at /${name}; npm run figures -- ${name}-risk draws its figure. docs/authoring.md says what to change.`
    : `npm run -s simulate -- ${name} prints its rows; npx vitest run ${name.replaceAll(/-(.)/g, (_, c) => c.toUpperCase())} tests it. docs/authoring.md says what to change.`;
}
