// Shows code with a button that copies it, and switches between several codes.

import { button, element } from "./dom.ts";

export interface Snippet {
  readonly name: string;
  /** Source text, whose names are escaped for its language. */
  readonly text: string;
}

/** One code, with a button that copies it. */
export function codeBlock({ name, text }: Snippet): HTMLElement {
  const copy = button("Copy", () => void copyText(text).then((done) => announce(done)), {
    class: "copy",
    "aria-label": `Copy ${name}`,
  });
  const status = element("span", { class: "unseen", role: "status" });
  const announce = (done: boolean): void => {
    copy.textContent = done ? "Copied" : "Select and copy";
    status.textContent = copy.textContent;
    setTimeout(() => {
      copy.textContent = "Copy";
    }, 1500);
  };
  // Lines are separate texts, since the escaping of text also escapes line breaks.
  const lines = text
    .trimEnd()
    .split("\n")
    .flatMap((line, index) => [index > 0 && newLine(), line]);
  const pre = element(
    "pre",
    { tabindex: 0, role: "region", "aria-label": name },
    element("code", {}, ...lines),
  );
  return element("div", { class: "code" }, pre, copy, status);
}

function newLine(): Text {
  return document.createTextNode("\n");
}

/** Several codes, of which one is shown. `choose` is called with the name of a code that is opened. */
export function codeTabs(
  snippets: readonly Snippet[],
  chosen: string,
  choose: (name: string) => void,
): HTMLElement {
  const panel = element("div", { role: "tabpanel", id: "code-panel" });
  const tabs = snippets.map(({ name }, index) => {
    const tab = button(name, () => open(index), { role: "tab", id: `code-tab-${index}` });
    tab.setAttribute("aria-controls", "code-panel");
    return tab;
  });
  const open = (index: number): void => {
    for (const [at, tab] of tabs.entries()) {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    }
    const snippet = snippets[index];
    if (snippet === undefined) return;
    panel.replaceChildren(codeBlock(snippet));
    panel.setAttribute("aria-labelledby", `code-tab-${index}`);
    choose(snippet.name);
  };
  const list = element("div", { role: "tablist", class: "tabs", "aria-label": "Code" }, ...tabs);
  list.addEventListener("keydown", ({ key }) => {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? tabs.length - 1 : 0;
    if (step === 0) return;
    const current = tabs.findIndex((tab) => tab.tabIndex === 0);
    const next = (current + step) % tabs.length;
    open(next);
    tabs[next]?.focus();
  });
  open(
    Math.max(
      0,
      snippets.findIndex(({ name }) => name === chosen),
    ),
  );
  return element("section", { class: "snippets", "aria-label": "Code to copy" }, list, panel);
}

/** Copies text. Returns false if the browser refuses. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
