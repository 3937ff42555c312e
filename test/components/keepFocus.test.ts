// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {keepFocusIn, keepPlace, passFocus} from "../../src/components/keepFocus.js";

const page = '<p><a href="#a">a</a> <a href="#b">b</a></p><details class="data" open><summary>s</summary></details>';

function block(html = page): HTMLElement {
  const element = document.createElement("div");
  element.innerHTML = html;
  return element;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => document.body.replaceChildren());

describe("keepFocusIn", () => {
  it("gives what takes the place of the second link its focus, and takes none from elsewhere", () => {
    const [element, elsewhere] = [block(), document.createElement("button")];
    document.body.append(element, elsewhere);
    element.querySelectorAll("a")[1]!.focus();
    keepFocusIn(element, () => {
      element.innerHTML = page.replaceAll("#", "#new-");
    });
    expect(document.activeElement?.getAttribute("href")).toBe("#new-b");
    elsewhere.focus();
    keepFocusIn(element, () => {
      element.innerHTML = page;
    });
    expect(document.activeElement).toBe(elsewhere);
  });

  it("lets it go where nothing takes its place", () => {
    const element = block();
    document.body.append(element);
    element.querySelectorAll("a")[1]!.focus();
    keepFocusIn(element, () => {
      element.innerHTML = "<p><a href='#c'>c</a></p>";
    });
    expect(document.activeElement).toBe(document.body);
  });
});

describe("keepPlace", () => {
  it("hands the focus to the counterpart in what stands there next, which may have more of other kinds", async () => {
    const [standing, next] = [block(), block(`<details class="more"><summary>m</summary></details>${page}`)];
    document.body.append(standing);
    standing.querySelector("summary")!.focus();
    keepPlace(standing, next);
    standing.replaceWith(next);
    await settled();
    expect(document.activeElement).toBe(next.querySelector(".data summary"));
  });

  it("goes to the button beside one that cannot be pressed now", async () => {
    const [standing, next] = [
      block("<button class='run'>Run</button><button class='cancel' hidden>Cancel</button>"),
      block("<button class='run' disabled>Run</button><button class='cancel'>Cancel</button>")
    ];
    document.body.append(standing);
    standing.querySelector("button")!.focus();
    keepPlace(standing, next);
    standing.replaceWith(next);
    await settled();
    expect(document.activeElement?.textContent).toBe("Cancel");
  });

  it("leaves a reader who has gone elsewhere", async () => {
    const [standing, next, elsewhere] = [block(), block(), document.createElement("button")];
    document.body.append(standing, elsewhere);
    standing.querySelector("summary")!.focus();
    keepPlace(standing, next);
    standing.replaceWith(next);
    elsewhere.focus();
    await settled();
    expect(document.activeElement).toBe(elsewhere);
  });

  it("scrolls a table that is read back to where it was", async () => {
    const element = block('<details open><section class="figure-table"></section></details>');
    document.body.append(element);
    const table = element.querySelector<HTMLElement>(".figure-table")!;
    table.scrollTo = ((to: ScrollToOptions) => {
      table.scrollTop = to.top!;
    }) as never;
    table.scrollTop = 240;
    keepPlace(element, element);
    // A browser forgets it when the element leaves the page.
    table.scrollTop = 0;
    await settled();
    expect(table.scrollTop).toBe(240);
  });
});

it("passFocus gives the focus on from a button that goes, and only from that", () => {
  const [run, cancel, other] = ["Run", "Cancel", "Other"].map((words) => {
    const button = document.createElement("button");
    button.textContent = words;
    document.body.append(button);
    return button;
  }) as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
  const disable = () => {
    run.disabled = true;
  };
  other.focus();
  passFocus([run], cancel, disable);
  expect(document.activeElement).toBe(other);
  run.disabled = false;
  run.focus();
  passFocus([run], cancel, disable);
  expect(document.activeElement).toBe(cancel);
});
