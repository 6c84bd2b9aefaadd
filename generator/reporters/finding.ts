// Defines a finding of a check at a location, as annotations and SARIF report it.

export interface Finding {
  /** Names the kind of finding, such as `column-removed`. */
  readonly rule: string;
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly file: string | null;
  /** From 1; 0 means the file as a whole. */
  readonly line: number;
  /** From 1, in UTF-16 code units; absent if only the line matters. */
  readonly column?: number;
}
