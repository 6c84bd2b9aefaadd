// Computes SHA-256, with Node's own implementation if the runtime has it.

import { hashBytes, hashText } from "./fallback.ts";

type Hash = (algorithm: "sha256", data: string | Uint8Array, encoding: "hex") => string;

/** The part of `process` that is used. */
interface Host {
  readonly getBuiltinModule?: (name: string) => { readonly hash?: Hash } | undefined;
}

/** The hash of `abc`, an example of the standard (FIPS 180-2, B.1). */
const hashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

let native: Hash | "none" | undefined;

/** Returns the SHA-256 of a text's UTF-8 bytes, in hex. Half of a surrogate pair counts as U+FFFD. */
export function sha256(text: string): string {
  native ??= findHash();
  return native === "none" ? hashText(text) : native("sha256", text, "hex");
}

/** Returns the SHA-256 of bytes, in hex. */
export function sha256Bytes(bytes: Uint8Array): string {
  native ??= findHash();
  return native === "none" ? hashBytes(bytes) : native("sha256", bytes, "hex");
}

/** Finds `crypto.hash` without an import, which other runtimes could not resolve. */
function findHash(): Hash | "none" {
  try {
    const host: Host | undefined = Reflect.get(globalThis, "process");
    const hash = host?.getBuiltinModule?.("node:crypto")?.hash;
    // In some runtimes, the functions of Node's modules are stubs that throw.
    return hash?.("sha256", "abc", "hex") === hashOfAbc ? hash : "none";
  } catch {
    return "none";
  }
}
