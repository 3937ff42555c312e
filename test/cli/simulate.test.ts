import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {examplesOf} from "../../cli/simulate/help.js";
import {defaultOf} from "../../src/experiments/parameters.js";
import {flag} from "../../src/experiments/refusal.js";
import {experiments} from "../../src/experiments/registry.js";
import {commandLine, words} from "./commandLine.js";

let folder: string;
beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "polywidth-")));
});
afterAll(() => fs.rmSync(folder, {recursive: true, force: true}));
const at = (name: string): string => path.join(folder, name);

describe("rows", () => {
  it("go to stdout as CSV", async () => {
    const {code, stdout, stderr} = await commandLine(words("mean-field --problem He4 --dimension 32 --times 0,0.5"));
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^time,risk,/);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toBe("");
    expect(lines[1]).toMatch(/^0,0\.99724264\d+,/);
    expect(stdout).not.toMatch(/[ \r]/);
  });

  it("go to stdout as JSON lines with the same numbers", async () => {
    const line = "hessian --dimension 8 --times 0,1 --alignments -0.5,0,1";
    const csv = (await commandLine(words(line))).stdout.trimEnd().split("\n");
    const jsonl = (await commandLine(words(`${line} --format jsonl`))).stdout.trimEnd().split("\n");
    const [header, ...rows] = csv.map((row) => row.split(","));
    expect(header.slice(0, 6).join()).toBe("time,alignment,velocity,parallel,transverse,ratio");
    expect(jsonl).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) {
      const cells = Object.fromEntries(header.map((column, k) => [column, row[k] === "" ? null : Number(row[k])]));
      expect(JSON.parse(jsonl[i])).toEqual(cells);
    }
    expect(rows.some((row) => row.includes(""))).toBe(true);
  });

  it("are the same in a file, which replaces an old one", async () => {
    const line = "gap --dimension 6 --width 5 --times 0,0.5 --seeds 2";
    fs.writeFileSync(at("gap.csv"), "old");
    const printed = await commandLine(words(line));
    const written = await commandLine([...words(line), "--output", at("gap.csv")]);
    expect(written).toEqual({code: 0, stdout: "", stderr: ""});
    expect(fs.readFileSync(at("gap.csv"), "utf8")).toBe(printed.stdout);
    expect(fs.readdirSync(folder)).toEqual(["gap.csv"]);
  });

  it("take negative coefficients and alignments as values", async () => {
    const {code, stdout} = await commandLine(
      words('hessian --activation "4:-1" --target "4:-0.5" --alignments -0.5 --times 0 --dimension 8')
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n0,-0\.5,/);
  });
});

describe("neurons", () => {
  it("of one run start another", async () => {
    const first = await commandLine([
      ...words("gap --dimension 6 --width 5 --times 0.5 --include none --method pgd --step 0.05"),
      "--final",
      at("neurons.csv")
    ]);
    expect(first.code).toBe(0);
    const rows = fs.readFileSync(at("neurons.csv"), "utf8").trimEnd().split("\n");
    expect(rows).toHaveLength(5);
    for (const row of rows) {
      expect(row.split(",")).toHaveLength(6);
      expect(Math.hypot(...row.split(",").map(Number))).toBeCloseTo(1, 14);
    }
    const second = await commandLine([
      ...words("gap --times 0,0.1 --include none --width 5 --initial"),
      at("neurons.csv"),
      "--final",
      at("later.csv")
    ]);
    expect(second.code).toBe(0);
    const risk = (text: string, line: number) => Number(text.split("\n")[line].split(",")[2]);
    expect(risk(second.stdout, 1)).toBeCloseTo(risk(first.stdout, 1), 12);
    expect(fs.existsSync(at("later.csv"))).toBe(true);
  });
});

describe("help", () => {
  it("lists the experiments", async () => {
    for (const args of [["--help"], ["-h"], ["help"]]) {
      const {code, stdout, stderr} = await commandLine(args);
      expect([code, stderr]).toEqual([0, ""]);
      for (const {name} of experiments) expect(stdout).toContain(`  ${name} `);
    }
  });

  it.each(experiments.map((experiment) => [experiment.name, experiment] as const))(
    "of %s names every flag with its range and default, every column, an example",
    async (name, {parameters, columns}) => {
      const {code, stdout, stderr} = await commandLine([name, "--help"]);
      expect([code, stderr]).toEqual([0, ""]);
      const text = stdout.replace(/\s+/g, " ");
      for (const parameter of parameters.list) {
        expect(text).toContain(`${flag(parameter.name)} <${parameter.shape}>`);
        expect(text).toContain(parameter.range);
        const value = defaultOf(parameter);
        if (value !== undefined) expect(text).toContain(`default ${parameter.print(value)})`);
      }
      for (const [column, meaning] of Object.entries(columns)) expect(text).toContain(`${column} ${meaning}`);
      expect(text).toContain(`npm run -s simulate -- ${examplesOf(name)[0]}`);
      expect((await commandLine(["help", name])).stdout).toBe(stdout);
    }
  );

  it("gives the version", async () => {
    const {version} = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await commandLine(["--version"])).toEqual({code: 0, stdout: `${version}\n`, stderr: ""});
  });
});

describe("one line on stderr, exit code 2, nothing written, for", () => {
  const cases: readonly (readonly [line: string, complaint: string])[] = [
    ["", "the experiment must be mean-field, gap,"],
    ["mean-feild", "got mean-feild; did you mean mean-field?"],
    ["help gapp", "got gapp; did you mean gap?"],
    ["nonsense --help", "got nonsense; try simulate mean-field or simulate --help"],
    ["--dimension 8 gap", "must be followed by an experiment, got the flag --dimension; put mean-field,"],
    ["gap --dimensoin 8", "--dimensoin is not a flag of gap, which takes --problem,"],
    ["gap --dimensoin=8", "did you mean --dimension?"],
    ["gap -d 8", "-d is not a flag of gap"],
    ["gap 8", "8 belongs to no flag of gap; put a flag before each value"],
    ["gap --times 0, 1", "1 belongs to no flag of gap; put a flag before each value and quote values with spaces"],
    ["gap --times 0 1", "1 belongs to no flag of gap"],
    ["gap --width", "--width must be followed by a value, got nothing; try --width VALUE"],
    ["gap --width --seed 1", "--width must be followed by a value, got the flag --seed"],
    ["gap --seed 1 --seed 2", "--seed must be given once, got 1 and 2"],
    ["gap --width 0", "--width must be an integer from 1 to 100000, got 0; try --width 512"],
    ["gap --width -3", "--width must be an integer from 1 to 100000, got -3; try --width 512"],
    ["gap --dimension -3", "--dimension must be an integer from 2 to 100000, got -3; try --dimension 32"],
    ["gap --dimension=-3", "--dimension must be an integer from 2 to 100000, got -3; try --dimension 32"],
    ["gap --dimension 1", "--dimension must be an integer from 2 to 100000, got 1; try --dimension 32"],
    ["gap --dimension NaN", "got NaN; try --dimension 32"],
    ["gap --dimension Infinity", "got Infinity; try --dimension 32"],
    ["gap --dimension 1e999", "got 1e999; try --dimension 32"],
    ["gap --dimension 0x20", "got 0x20; try --dimension 32"],
    ['gap --dimension ""', "got an empty value; try --dimension 32"],
    ["gap --dimension 16,5", "got 16,5; write the decimals after a point, as in 16.5"],
    ["gap --times -1,2", "--times must be strictly increasing numbers from 0 to 1000000, separated by commas, got -1;"],
    ["mean-field --times 0,NaN", "got NaN; try --times"],
    ["mean-field --times 2,1", "put them in increasing order"],
    ["mean-field --tolerance 0,001", "write the decimals after a point, as in 0.001"],
    ["mean-field --tolerance 0", "--tolerance must be a number from 1e-13 to 0.001, got 0; try --tolerance"],
    ["mean-field --solver euler", "--solver must be one of lagrangian, eulerian, got euler; try --solver lagrangian"],
    ["mean-field --problem he4", "did you mean --problem He4?"],
    ["mean-field --problem He4 --target 4:1", "--problem must not be given together with --target"],
    ["mean-field --target 4:-0.5", "--target must come with --activation, got 4:-0.5 alone"],
    ["mean-field --activation 13:1 --target 4:1", "degrees 0 to 12 each at most once"],
    ["hessian --alignments -2", "--alignments must be numbers from -1 to 1, separated by commas, got -2;"],
    ["propagator --dimensions 8,1", "--dimensions must be integers from 2 to 100000, separated by commas, got 1;"],
    ["propagator --time -1", "--time must be a number from 0 to 1000000, got -1; try --time 8"],
    ["gap --method sgd", "--method must be one of flow, pgd, got sgd; try --method flow"],
    ["gap --method pgd --step 0.3 --times 0,1", "the nearest are 0.9 or 1.2"],
    ["gap --format xml", "--format must be one of csv, jsonl, got xml; try --format csv"],
    [
      "gap --output no/such/folder/rows.csv",
      "--output must be the path of a file that can be written, got no/such/folder"
    ],
    ["gap --output .", "(it is a folder); name a file in a folder that exists and is yours, as in --output rows.csv"],
    ["gap --final no/such/folder/neurons.csv", "--final must be the path of a file that can be written"],
    [
      "gap --initial no/such.csv",
      "--initial must be the path of a file that can be read, got no/such.csv (no such file"
    ],
    ["gap --initial .", "--initial must be the path of a file that can be read, got . (it is a folder)"],
    ["gap --initial package.json", "--initial must hold rows of d ≥ 2 comma-separated numbers"]
  ];
  it.each(cases)("simulate %s", async (line, complaint) => {
    const {code, stdout, stderr} = await commandLine(words(line));
    expect(stderr).toContain(complaint);
    expect(stderr).toMatch(/^simulate: [^\n]+\n$/);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("contradictions between files and flags", async () => {
    fs.writeFileSync(at("two.csv"), "1,0,0\n0,1,0\n");
    const refused = async (args: readonly string[]): Promise<string> => {
      const {code, stdout, stderr} = await commandLine(args);
      expect([code, stdout]).toEqual([2, ""]);
      return stderr;
    };
    const initial = ["gap", "--initial", at("two.csv")];
    expect(await refused([...initial, "--width", "3"])).toContain(
      "--width must be 2, as in the file of --initial, got 3"
    );
    expect(await refused([...initial, "--dimension", "2"])).toContain("--dimension must be 3, as in the file");
    expect(await refused([...initial, "--seeds", "2"])).toContain("--seeds must be 1 with --initial");
    expect(await refused(["gap", "--seeds", "2", "--final", at("x.csv")])).toContain(
      "--final must be used with one seed"
    );
    expect(await refused(["gap", "--output", at("x"), "--final", path.join(folder, ".", "x")])).toContain(
      "--final must be another file than --output"
    );
    expect(fs.existsSync(at("x"))).toBe(false);
    expect(fs.existsSync(at("x.csv"))).toBe(false);
  });
});
