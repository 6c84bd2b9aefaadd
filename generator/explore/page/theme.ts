// Switches between the system's colours, light and dark, and remembers the choice if the browser allows it.

import { button } from "./dom.ts";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

const key = "huntgen-theme";

export function themeButton(): HTMLElement {
  let theme = readTheme();
  const created = button("", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
    save(theme);
    show();
  });
  const show = (): void => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    created.textContent = `Theme: ${theme}`;
  };
  created.className = "quiet";
  show();
  return created;
}

function readTheme(): Theme {
  try {
    const saved = localStorage.getItem(key);
    return themes.find((each) => each === saved) ?? "system";
  } catch {
    // Storage is refused in some private windows and frames.
    return "system";
  }
}

function save(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
