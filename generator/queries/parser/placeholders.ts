// Replaces placeholders of deployment tools, such as `%%VAR%%` and `{{name}}`, by names of the same length.

import type { Range } from "../query.ts";

export type Placeholder = Range;

const pattern = /%%[\w.:-]+%%|\{\{[^{}\r\n"']*\}\}/g;

export interface WithoutPlaceholders {
  /** As long as the text before, so that positions stay the same. */
  readonly text: string;
  readonly placeholders: readonly Placeholder[];
}

export function blankPlaceholders(text: string): WithoutPlaceholders {
  const placeholders: Placeholder[] = [];
  const blanked = text.replace(pattern, (written, start: number) => {
    placeholders.push({ start, end: start + written.length });
    return "_".repeat(written.length);
  });
  return { text: blanked, placeholders };
}
