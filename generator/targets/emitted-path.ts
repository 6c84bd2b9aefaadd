// Decides which paths an emitter may write. They are plain enough for every file system and archive.

/** File names that Windows reserves for devices, whatever their extension is. */
const device = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;
/** Many file systems allow 255 bytes; the name of a file that is being written is longer. */
const longestName = 200;
const longestPath = 400;

/** Returns why a path is not allowed; undefined if it is allowed. */
export function findPathFault(path: string): string | undefined {
  if (path.length > longestPath) return `is longer than ${longestPath} characters`;
  for (const name of path.split("/")) {
    if (name === "" || /^\.{1,2}$/.test(name)) return "is not a path below the folder";
    if (!plainName.test(name))
      return 'has other characters than letters, digits, "_", "-" and ".", or a name that begins with "."';
    if (name.endsWith(".")) return 'has a name that ends with "."';
    if (name.length > longestName) return `has a name of more than ${longestName} characters`;
    if (device.test(name)) return "has a name that Windows reserves for a device";
  }
  return undefined;
}

/** Returns the same key for paths that are the same file if letter case is ignored. */
export function pathKey(path: string): string {
  return path.toLowerCase();
}

/** Whether one path is the other or a folder above it, if letter case is ignored. */
export function overlaps(a: string, b: string): boolean {
  const [first, second] = [`${pathKey(a)}/`, `${pathKey(b)}/`];
  return first.startsWith(second) || second.startsWith(first);
}
