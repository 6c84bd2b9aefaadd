// Observes from outside what the scanner does: wraps every instance of WebAssembly, and counts what
// its functions return.

/**
 * What the scanner's functions return for a text that they have read, and for a text that they have
 * not.
 */
const [done, notSure] = [-1, -2];

/** Starts to count, in the object that is returned. */
export function watchScanner() {
  const counts = { instances: 0, texts: 0, leftToFallback: 0 };
  const count =
    (read) =>
    (...given) => {
      const status = read(...given);
      if (status === done) counts.texts += 1;
      if (status === notSure) counts.leftToFallback += 1;
      return status;
    };
  if (globalThis.WebAssembly === undefined) return counts;
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function createInstance(module) {
    const { readMessage, readLines, ...others } = new Instance(module).exports;
    counts.instances += 1;
    const exports = { ...others, readMessage: count(readMessage), readLines: count(readLines) };
    return { exports };
  };
  return counts;
}
