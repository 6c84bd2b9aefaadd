// The one door from data to code: names and values that strangers may have written become source
// text here and nowhere else.

/** A JSON value as a TypeScript expression. Characters that an editor would hide are escaped. */
export function literal(value: unknown): string {
  return escapeHidden(JSON.stringify(value));
}

/** The key of an interface's property: bare where it is an identifier, quoted otherwise. */
export function interfaceKey(name: string): string {
  return isIdentifier(name) ? name : literal(name);
}

/** The key of an object literal's property. `__proto__` is computed: bare it would set the prototype. */
export function objectKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return interfaceKey(name);
}

/** Text inside of a comment, on one line. */
export function comment(text: string): string {
  return escapeHidden(text.replaceAll("*/", "*\\/"));
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

function escapeHidden(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u{115F}\u{1160}\u{3164}\u{FFA0}]/gu,
    (character) =>
      Array.from({ length: character.length }, (_, unit) => {
        const code = character.charCodeAt(unit).toString(16).padStart(4, "0");
        return `\\u${code}`;
      }).join(""),
  );
}
