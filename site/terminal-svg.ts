// Draws text as SVG: a terminal with the lines of a program, or an editor with an error under its code.

/** The colors are those of a dark window, which is readable on light and dark pages. */
const colors = {
  plain: "#e6edf3",
  muted: "#8b949e",
  good: "#7ee787",
  error: "#ff7b72",
  warning: "#d29922",
} as const;

export interface Span {
  readonly text: string;
  readonly tone: keyof typeof colors;
}

export interface Squiggle {
  /** From 0, in the lines of the picture. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

const [cellWidth, lineHeight, padding, barHeight] = [8, 20, 16, 30];

/** Draws a window. Lines are cut into spans, each in one color. */
export function drawWindow(
  title: string,
  lines: readonly (readonly Span[])[],
  squiggles: readonly Squiggle[] = [],
): string {
  const columns = Math.max(
    40,
    ...lines.map((spans) => lengthOf(spans.map((s) => s.text).join(""))),
  );
  const width = columns * cellWidth + 2 * padding;
  const height = barHeight + lines.length * lineHeight + 2 * padding;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#0d1117" stroke="#8b949e"/>`,
    ...["#ff5f57", "#febc2e", "#28c840"].map(
      (fill, index) => `<circle cx="${padding + 4 + index * 18}" cy="17" r="5" fill="${fill}"/>`,
    ),
    ...lines.flatMap((spans, line) => drawLine(spans, baseline(line))),
    ...squiggles.map(drawSquiggle),
    "</svg>",
  ].join("\n")}\n`;
}

/** Breaks text into lines of at most so many characters, at spaces if there are any. */
export function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (lengthOf(rest) > columns) {
    const space = rest.lastIndexOf(" ", columns);
    const end = space > columns / 2 ? space : columns;
    lines.push(rest.slice(0, end));
    rest = `  ${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}

function baseline(line: number): number {
  return barHeight + padding + line * lineHeight + 10;
}

function drawLine(spans: readonly Span[], y: number): string[] {
  let column = 0;
  return spans.flatMap(({ text, tone }) => {
    const shown = text.trim();
    const indent = text.length - text.trimStart().length;
    const x = padding + (column + indent) * cellWidth;
    column += lengthOf(text);
    if (shown === "") return [];
    // The length keeps columns aligned in every monospace font.
    return [
      `<text x="${x}" y="${y}" fill="${colors[tone]}" xml:space="preserve" textLength="${lengthOf(shown) * cellWidth}">${escapeXml(shown)}</text>`,
    ];
  });
}

function drawSquiggle({ line, column, length }: Squiggle): string {
  const x = padding + column * cellWidth;
  const waves = "q 2 -4 4 0 t 4 0 ".repeat(length).trim();
  return `<path d="M ${x} ${baseline(line) + 5} ${waves}" fill="none" stroke="${colors.error}" stroke-width="1.2"/>`;
}

function lengthOf(text: string): number {
  return [...text].length;
}

function escapeXml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD");
}
