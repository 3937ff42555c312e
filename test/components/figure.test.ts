// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {fileName, simulateCommand} from "../../src/components/command.js";
import {csv} from "../../src/components/csv.js";
import {html} from "../../src/components/dom.js";
import {type FigureSpec, figure} from "../../src/components/figure.js";
import {figureCsv, figureSvg} from "../../src/components/figureFiles.js";
import {gapPlot} from "../../src/components/gapPlot.js";
import {withoutVariables} from "../../src/components/standaloneSvg.js";
import {staticFigure} from "../../src/components/staticFigure.js";
import {flag} from "../../src/experiments/refusal.js";
import {gapRows} from "./rows.js";

const spec: FigureSpec = {
  id: "gap",
  title: "The gap",
  rows: gapRows,
  caption: "At <i>t</i> = 8 the gap is <b>0.03</b>.",
  experiment: "gap",
  parameters: {problem: "He4", dimension: 16, times: "0,0.25,0.5,0.75,1,1.25,8", seed: 1},
  draw: (options) => gapPlot(gapRows, options)
};

let saved: {name: string; blob: Blob}[];

beforeEach(() => {
  document.body.replaceChildren();
  saved = [];
  let blob: Blob;
  const createObjectURL = (given: Blob) => {
    blob = given;
    return "blob:x";
  };
  vi.stubGlobal("URL", Object.assign(URL, {createObjectURL, revokeObjectURL() {}}));
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({name: this.download, blob});
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function press(element: HTMLElement, words: string): void {
  [...element.querySelectorAll("button")].find((button) => button.textContent === words)!.click();
}

describe("figure", () => {
  it("shows title, drawing, caption, provenance and command", () => {
    const element = figure(spec);
    expect(element.querySelector(".figure-title")!.textContent).toBe("The gap");
    expect(element.querySelectorAll(".figure-plot svg")).toHaveLength(1);
    expect(element.querySelector("svg")!.getAttribute("aria-description")).toBe("At t = 8 the gap is 0.03.");
    expect(element.querySelector(".figure-caption")!.innerHTML).toBe(spec.caption);
    expect(element.querySelector(".figure-provenance")!.textContent).toBe(
      "experiment gap · problem He4 · dimension 16 · times 0,0.25,…,8 · seed 1"
    );
    expect(element.querySelector(".figure-reproduce code")!.textContent).toBe(
      "npm run -s simulate -- gap --problem He4 --dimension 16 --times 0,0.25,0.5,0.75,1,1.25,8 --seed 1"
    );
  });

  it("says how long its rows took here, where a run of its parameters has left a measure", () => {
    const name = `run gap ${JSON.stringify(spec.parameters)}`;
    vi.spyOn(performance, "getEntriesByName").mockImplementation((asked, type) =>
      asked === name && type === "measure" ? ([{duration: 100}, {duration: 312.4}] as PerformanceEntry[]) : []
    );
    const provenance = (one: FigureSpec) => figure(one).querySelector(".figure-provenance")!.textContent;
    expect(provenance(spec)).toMatch(/ · seed 1 · computed here in 0\.31 s$/);
    expect(provenance({...spec, parameters: {...spec.parameters, seed: 2}})).toMatch(/ · seed 2$/);
  });

  it("keeps a percent sign and a power of ten with its number", () => {
    const element = figure({...spec, caption: "95 % of 7 %: 1.2 × 10⁻³ and m × 10", notes: "100 % of <i>m</i> %"});
    expect(element.querySelector(".figure-caption")!.textContent).toBe(
      "95\u00a0% of 7\u00a0%: 1.2\u00a0×\u00a010⁻³ and m × 10"
    );
    expect(element.querySelector(".figure-notes")!.textContent).toBe("100\u00a0% of m %");
  });

  it("is updated in place by the cell that runs again", () => {
    const first = figure(spec);
    document.body.append(first);
    first.querySelector<HTMLDetailsElement>(".figure-data")!.open = true;
    const second = figure({...spec, title: "Another", rows: gapRows.slice(0, 2), caption: "new"});
    expect(second).toBe(first);
    expect(first.querySelector(".figure-title")!.textContent).toBe("Another");
    expect(first.querySelectorAll(".figure-plot svg")).toHaveLength(1);
    expect(first.querySelectorAll(".figure-table tbody tr")).toHaveLength(2);
  });

  it("reads new numbers out once they rest", () => {
    vi.useFakeTimers();
    document.body.append(figure(spec));
    const status = document.querySelector('figure > [role="status"]')!;
    for (const value of [1, 2, 3]) figure({...spec, caption: `gap ${value}`});
    expect(status.textContent).toBe("");
    vi.advanceTimersByTime(1000);
    expect(status.textContent).toBe("gap 3");
  });

  it("saves all rows as CSV, in full precision, under a name that tells its parameters", async () => {
    press(figure(spec), "CSV");
    expect(saved[0].name).toBe("gap-problem-He4-dimension-16-times-0_0.25_0.5_0.75_1_1.25_8-seed-1.csv");
    const text = await saved[0].blob.text();
    const [header, ...lines] = text.trimEnd().split("\n");
    expect(lines).toHaveLength(gapRows.length);
    expect(header.split(",").slice(0, 2)).toEqual(["time", "seed"]);
    const column = header.split(",").indexOf("meanGap");
    lines.forEach((line, i) => {
      expect(Number(line.split(",")[column])).toBe(gapRows[i].meanGap);
    });
  });

  it("saves the drawing as an SVG that needs no stylesheet", async () => {
    press(figure(spec), "SVG");
    const text = await saved[0].blob.text();
    expect(saved[0].name).toMatch(/\.svg$/);
    expect(text).not.toContain("var(");
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect(parsed.documentElement.namespaceURI).toBe("http://www.w3.org/2000/svg");
    expect(parsed.querySelectorAll('g[data-mark="line"] path')).toHaveLength(7);
  });

  it("copies a link that leads to it, and says so", async () => {
    const writeText = vi.fn(async (_: string) => {});
    vi.stubGlobal("navigator", {clipboard: {writeText}});
    const element = figure(spec);
    document.body.append(html(document, "div", {id: "figure-gap"}, element));
    press(element, "Link");
    const status = element.querySelector(".copy-status")!;
    await vi.waitFor(() => expect(status.textContent).toBe("copied"));
    expect(writeText).toHaveBeenCalledWith(`${location.href.replace(/#.*/, "")}#figure-gap`);
    element.querySelector("button")!.focus();
    element.querySelector(".copy button")!.dispatchEvent(new FocusEvent("focusout", {bubbles: true}));
    await vi.waitFor(() => expect(status.textContent).toBe(""));
  });

  it("gives the focus back, and what a button says with it, when its cell displays it again", async () => {
    vi.stubGlobal("navigator", {clipboard: {writeText: async () => {}}});
    const first = figure(spec);
    document.body.append(first);
    const link = first.querySelector<HTMLElement>(".copy button")!;
    const status = first.querySelector(".copy-status")!;
    link.focus();
    link.click();
    await vi.waitFor(() => expect(status.textContent).toBe("copied"));
    const displayAgain = () => {
      const again = figure({...spec, title: "Another"});
      // A browser says so when it takes the focus from what leaves the page; jsdom does not.
      if (again.contains(document.activeElement))
        document.activeElement!.dispatchEvent(new FocusEvent("focusout", {bubbles: true}));
      again.remove();
      document.body.append(again);
      return new Promise((resolve) => setTimeout(resolve));
    };
    await displayAgain();
    expect([document.activeElement, status.textContent]).toEqual([link, "copied"]);
    const elsewhere = html(document, "button", {});
    document.body.append(elsewhere);
    elsewhere.focus();
    await displayAgain();
    expect(document.activeElement).toBe(elsewhere);
  });

  it("leaves whoever reads its data in the table that is new", () => {
    const element = figure(spec);
    document.body.append(element);
    element.querySelector<HTMLDetailsElement>(".figure-data")!.open = true;
    figure(spec);
    const table = element.querySelector<HTMLElement>(".figure-table")!;
    table.focus();
    figure({...spec, title: "Another", rows: gapRows.slice(0, 2)});
    expect(document.activeElement).toBe(table);
    expect(table.getAttribute("aria-label")).toBe("Data of: Another");
    expect(table.querySelectorAll("tbody tr")).toHaveLength(2);
  });

  it("selects the link for the reader to copy where the clipboard is out of reach", async () => {
    vi.stubGlobal("navigator", {});
    const element = figure(spec);
    document.body.append(element);
    press(element, "Link");
    const field = element.querySelector<HTMLTextAreaElement>(".copy-text")!;
    await vi.waitFor(() => expect(field.hidden).toBe(false));
    expect(document.activeElement).toBe(field);
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe(`${location.href}#gap`);
    expect(element.querySelector(".copy-status")!.textContent).toContain("Copy what is selected");
  });

  describe("with a static drawing in its place", () => {
    let come: (isIntersecting: boolean) => void;
    let element: HTMLElement;
    const drawn = vi.fn(spec.draw);
    const plot = () => element.querySelector<HTMLElement>(".figure-plot")!;
    const isStale = () => element.hasAttribute("data-stale");
    const isStatic = () => plot().querySelector(".static-wide") !== null;

    /** A live figure of `live` in the place of a static one of `standing`. */
    function stand(standing: FigureSpec, live: FigureSpec, make: typeof figure = figure): void {
      drawn.mockClear();
      document.body.append(staticFigure(standing, document));
      element = make({...live, draw: drawn});
      document.body.replaceChildren(element);
    }

    beforeEach(() => {
      vi.stubGlobal(
        "IntersectionObserver",
        class {
          constructor(callback: (entries: {isIntersecting: boolean}[]) => void) {
            come = (isIntersecting) => callback([{isIntersecting}]);
          }
          observe() {}
        }
      );
    });

    describe("that says the same", () => {
      beforeEach(() => stand(spec, spec));

      it("keeps it until somebody points at it", () => {
        come(true);
        dispatchEvent(new Event("beforeprint"));
        expect([plot().querySelectorAll("svg").length, isStatic(), isStale(), drawn.mock.calls.length]).toEqual([
          2,
          true,
          false,
          0
        ]);
        for (let n = 0; n < 2; ++n) plot().dispatchEvent(new Event("pointerenter"));
        expect([plot().querySelectorAll("svg").length, isStatic(), drawn.mock.calls.length]).toEqual([1, false, 1]);
      });

      it("is drawn at the first touch, which reaches the new drawing", () => {
        const touch = (type: string) => Object.assign(new Event(type), {pointerType: "touch"});
        vi.stubGlobal("PointerEvent", Event);
        const touched: string[] = [];
        drawn.mockImplementation((options) => {
          const drawing = spec.draw(options);
          drawing.addEventListener("pointerdown", ({type}) => touched.push(type));
          return drawing;
        });
        plot().dispatchEvent(touch("pointerenter"));
        expect(isStatic()).toBe(true);
        plot().dispatchEvent(touch("pointerdown"));
        expect([isStatic(), touched]).toEqual([false, ["pointerdown"]]);
        drawn.mockImplementation(spec.draw);
      });

      it("is drawn to be saved, and when it changes", () => {
        press(element, "SVG");
        expect([isStatic(), drawn.mock.calls.length]).toEqual([false, 1]);
        come(true);
        figure({...spec, title: "A", draw: drawn});
        expect(drawn).toHaveBeenCalledTimes(2);
      });
    });

    describe("that says something else", () => {
      beforeEach(() => stand({...spec, caption: "Another run."}, spec));

      it("keeps that until somebody comes near", () => {
        come(false);
        expect([isStatic(), isStale(), drawn.mock.calls.length]).toEqual([true, true, 0]);
        come(true);
        expect([isStatic(), isStale(), drawn.mock.calls.length]).toEqual([false, false, 1]);
      });

      it("draws what has changed out of sight once, when somebody comes back", () => {
        come(true);
        come(false);
        for (const title of ["A", "B"]) figure({...spec, title, draw: drawn});
        expect([element.querySelector(".figure-title")!.textContent, drawn.mock.calls.length]).toEqual(["B", 1]);
        come(true);
        come(true);
        expect(drawn).toHaveBeenCalledTimes(2);
        figure({...spec, draw: drawn});
        expect(drawn).toHaveBeenCalledTimes(3);
      });

      it("is drawn to be printed and to be saved", () => {
        dispatchEvent(new Event("beforeprint"));
        expect([isStatic(), drawn.mock.calls.length]).toEqual([false, 1]);
        come(false);
        figure({...spec, title: "A", draw: drawn});
        press(element, "SVG");
        expect(drawn).toHaveBeenCalledTimes(2);
      });

      it("follows no input out of sight once it has been printed, and does in sight", () => {
        for (const [isNear, times] of [
          [false, 2],
          [true, 5]
        ] as const) {
          come(isNear);
          for (const [type, title] of [
            ["beforeprint", `${isNear} A`],
            ["afterprint", `${isNear} B`]
          ] as const) {
            dispatchEvent(new Event(type));
            figure({...spec, title, draw: drawn});
          }
          expect(drawn).toHaveBeenCalledTimes(times);
        }
      });
    });

    it("is drawn where parts of it take the focus", () => {
      const handle = () => html(document, "button", {tabindex: 0});
      stand({...spec, draw: handle}, spec);
      come(true);
      expect(drawn).toHaveBeenCalledTimes(1);
    });

    it("is drawn once an input of the page has changed", async () => {
      vi.resetModules();
      const {followChanges} = await import("../../src/components/whenNear.js");
      const {figure: make} = await import("../../src/components/figure.js");
      followChanges();
      document.body.dispatchEvent(new Event("input", {bubbles: true}));
      stand(spec, spec, make);
      come(true);
      expect(drawn).toHaveBeenCalledTimes(1);
    });
  });

  it("takes the hash of its code over from the static figure", () => {
    const code = "0123456789abcdef";
    document.body.append(html(document, "figure", {id: "gap", "data-code": code}));
    expect(figure(spec).querySelector(".figure-provenance")!.textContent).toMatch(/ · code 0123456789ab$/);
  });

  it("lists at most 24 rows, the first and the last among them, and says of how many", () => {
    const element = figure(spec);
    const data = element.querySelector<HTMLDetailsElement>(".figure-data")!;
    expect(data.querySelector("table")).toBeNull();
    data.open = true;
    data.dispatchEvent(new Event("toggle"));
    const cells = [...data.querySelectorAll("tbody tr")].map((row) => row.firstElementChild!.textContent);
    expect(cells).toHaveLength(24);
    expect([cells[0], cells.at(-1)]).toEqual(["0", "8"]);
    expect(data.querySelector("caption")!.textContent).toContain(`24 of ${gapRows.length} rows`);
  });
});

describe("staticFigure", () => {
  it("holds a wide and a narrow drawing without any clashing id, a table, and no button", () => {
    const element = staticFigure(spec, document);
    expect(element.querySelectorAll(".static-wide svg")).toHaveLength(1);
    expect(element.querySelectorAll(".static-narrow svg")).toHaveLength(1);
    expect(element.querySelectorAll("button")).toHaveLength(0);
    expect(element.querySelectorAll("tbody tr")).toHaveLength(12);
    const ids = [...element.querySelectorAll("[id]")].map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is the same every time", () => {
    expect(staticFigure(spec, document).outerHTML).toBe(staticFigure(spec, document).outerHTML);
  });
});

describe("csv", () => {
  it("leaves cells without a number empty and quotes what has to be quoted", () => {
    expect(
      csv([
        {a: Number.NaN, b: 0.1},
        {a: null, c: 'x, "y"'}
      ])
    ).toBe('a,b,c\n,0.1,\n,,"x, ""y"""\n');
  });
});

describe("simulateCommand", () => {
  it("spells flags as the command line reads them", () => {
    const command = simulateCommand("gap", {riskFloor: 1e-9, activation: "4:1,6:1", note: "a b"});
    expect(command).toBe(`npm run -s simulate -- gap ${flag("riskFloor")} 1e-9 --activation 4:1,6:1 --note "a b"`);
  });

  it("writes numbers that follow a rule as the rule", () => {
    const times = "0,0.25,0.5,0.75,1,1.25,1.5,1.75,2,4";
    expect(simulateCommand("gap", {times})).toBe("npm run -s simulate -- gap --times 0:2:9,4");
  });

  it("gives file names that every system accepts", () => {
    expect(fileName("gap", {link: "4:1,6:1", t: 0.5}, "csv")).toBe("gap-link-4_1_6_1-t-0.5.csv");
  });
});

describe("figureSvg", () => {
  it("is XML, whatever the caption holds", () => {
    const svg = figureSvg({...spec, caption: "If <i>a</i> &lt; <i>b</i>&nbsp;&amp; &quot;c&quot;"}, document);
    const {documentElement: root} = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(root.tagName).toBe("svg");
    expect(root.getAttribute("aria-description")).toBe('If a < b & "c"');
    expect(root.querySelector("rect")!.getAttribute("fill")).toBe("#ffffff");
    expect(svg).not.toContain("var(");
  });
});

describe("figureCsv", () => {
  it("has the columns that the figure names, or else those of its rows", () => {
    const rows = [
      {a: 1, b: 2},
      {a: 3, c: "x,y"}
    ];
    expect(figureCsv({...spec, rows})).toBe('a,b,c\n1,2,\n3,,"x,y"\n');
    expect(figureCsv({...spec, rows, columns: {c: "a word", a: "a number"}})).toBe('c,a\n,1\n"x,y",3\n');
  });
});

describe("withoutVariables", () => {
  it("takes fallbacks, nested ones too", () => {
    expect(withoutVariables("a var(--x, #123) b var(--y, var(--z, rgb(1, 2, 3))) c var(--w)")).toBe(
      "a #123 b rgb(1, 2, 3) c currentColor"
    );
  });
});
