// What a check has found at a place: the common form of what annotations and SARIF tell.

export interface Finding {
  /** Names the kind of finding, such as `column-removed`. */
  readonly rule: string;
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly file: string | null;
  /** From 1; 0 stands for the file as a whole. */
  readonly line: number;
}
