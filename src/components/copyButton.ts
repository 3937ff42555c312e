import {html} from "./dom.js";

export interface CopyOptions {
  /** The word on the button. */
  readonly label: string;
  /** What it does, for those who hear it out of context. */
  readonly name: string;
  /** What is copied, asked for at each click. */
  readonly text: () => string;
  /** Said beside the button once the text is in the clipboard. */
  readonly done: string;
}

/**
 * A button that copies a text and says that it has, until the focus leaves it. Where the browser does not let it at the
 * clipboard the text appears, selected, for the reader to copy.
 */
export function copyButton({label, name, text, done}: CopyOptions): HTMLElement {
  const button = html(document, "button", {type: "button", "aria-label": name}, label);
  const status = html(document, "span", {class: "copy-status", role: "status"});
  const field = html(document, "textarea", {class: "copy-text", readonly: true, hidden: true, "aria-label": label});
  const element = html(document, "span", {class: "copy"}, button, status, field);
  button.addEventListener("click", async () => {
    const copied = text();
    try {
      await navigator.clipboard.writeText(copied);
      field.hidden = true;
      status.textContent = done;
    } catch {
      status.textContent = "Copy what is selected:";
      field.value = copied;
      field.rows = copied.split("\n").length + 1;
      field.hidden = false;
      field.focus();
      field.select();
    }
  });
  element.addEventListener("focusout", async ({relatedTarget}) => {
    if (element.contains(relatedTarget as Node | null)) return;
    // What is taken out of the page and put back at once, by its cell, gets the focus back.
    await undefined;
    if (element.contains(document.activeElement)) return;
    status.textContent = "";
    field.hidden = true;
  });
  return element;
}
