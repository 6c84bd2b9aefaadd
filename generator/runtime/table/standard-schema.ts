// Declares the types of Standard Schema v1 and Standard JSON Schema v1 (standardschema.dev), so that
// generated code has no dependencies.

/** The property `~standard` for libraries that support Standard Schema. */
export interface StandardProps<Input, Output = Input> {
  readonly version: 1;
  readonly vendor: string;
  readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  readonly validate: (value: unknown) => StandardResult<Output>;
  readonly jsonSchema: {
    readonly input: (options: StandardTarget) => Record<string, unknown>;
    readonly output: (options: StandardTarget) => Record<string, unknown>;
  };
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path: readonly string[] }[] };

export interface StandardTarget {
  /** `draft-2020-12` or `draft-07`; other values throw an `Error`. */
  readonly target: string;
}
