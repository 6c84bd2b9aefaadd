// Lists what names are drawn from: words of TypeScript and JavaScript, pieces that end strings and
// comments, hidden characters, and file names that systems refuse.

/** Every keyword, and every name that the language or a module has globally. */
export const words: readonly string[] = `
  abstract accessor any arguments as assert asserts async await bigint boolean break case catch class
  const constructor continue debugger declare default defer delete do else enum eval export exports
  extends false finally for from function get global globalThis if implements import in infer
  instanceof interface intrinsic is keyof let module namespace never new null number object of out
  override package private protected public readonly require return satisfies set static string super
  switch symbol this throw true try type typeof undefined unique unknown using var void while with
  yield Array BigInt Boolean Date Error Function Infinity Intl JSON Map Math NaN Number Object Omit
  Partial Pick Promise Proxy Readonly Record Reflect RegExp Required Set String Symbol Uint8Array
  __dirname __filename __esModule __proto__ hasOwnProperty toString valueOf then toJSON length name
  prototype caller callee`
  .trim()
  .split(/\s+/);

/** Names that the generated code itself has. */
export const ours: readonly string[] = `
  Table Tables TableRows TableName tables tableNames HuntingEvent HuntingEvents Envelope Event
  JsonValue UncheckedRow MachineGroup MachineGroupColumn Scalar defineTable findWrong own row after v
  index stream Stream STREAM event-hubs storage scalars manifest runtime schemas bundled dist package
  workerd isBool isLong bool long longText decimal guid TypeFlags Batch Reader parseMessage`
  .trim()
  .split(/\s+/);

/** Names of files that Windows, other systems or git refuse, or that lead elsewhere. */
export const fileNames: readonly string[] = [
  ..."CON aux NUL prn COM1 lpt9 com0 CONIN$ con.txt aux.ts .git .gitignore node_modules".split(" "),
  ..."index.ts package.json ../x ..\\x /etc/passwd C:\\x C:x \\\\server\\x . .. ... ~ ~/x -".split(
    " ",
  ),
  "name.",
  "name ",
  " name",
  "name..",
  "a:b",
  "a/b",
  "a?*<>|b",
];

/** Pieces that end or open something in the languages of the output. */
export const pieces: readonly string[] = [
  ..."\\ \" ' ` / * /* */ // <!-- --> ${ } { ( ) [ ] ; : , . ? ! @ # % & = + - < > | ^ ~ $ _".split(
    " ",
  ),
  ..."\\\\ \\\" \\' \\u \\u{ \\u0041 \\x41 \\n \\0 *\\/ </script> <script> ]]> <?xml @ts-ignore".split(
    " ",
  ),
  ..."@deprecated {@link #! use\u0020strict # [Symbol.iterator] get set async static ... => ?: !:".split(
    " ",
  ),
  "\n",
  "\t",
  "\r",
  "\v",
  "\f",
  "\0",
  "\u001b[31m",
  "\u0007",
  "\u007f",
  "\u0085",
  " ",
];

/** Characters that are hidden, that turn the direction of a line, or that have two spellings. */
export const odd: readonly string[] = [
  ..."\u2028 \u2029 \u00a0 \u00ad \u034f \u061c \u115f \u1160 \u17b4 \u180e \u200b \u200c \u200d".split(
    " ",
  ),
  ..."\u200e \u200f \u202a \u202b \u202c \u202d \u202e \u2060 \u2066 \u2067 \u2068 \u2069".split(
    " ",
  ),
  ..."\u2800 \u3000 \u3164 \ufe0f \ufeff \uffa0 \ufff9 \ufffd \uffff \ue000".split(" "),
  ..."\ud800 \udbff \udc00 \udfff \u{1f98a} \u{e0001} \u{e0041} \u{10ffff} \u{1d4b3}".split(" "),
  ..."\u0130 \u0131 I i \u212a K k \u00df \u1e9e \ufb01 \u00e9 e\u0301 \u00c5 \u212b A\u030a".split(
    " ",
  ),
  ..."\u0430 \u03bf \u05d0 \u0627 \u6570 \u00aa \u{1d7d8} \u0660 \u2167 \u30fb \u1885".split(" "),
];

/** Ordinary parts, so that odd parts are surrounded by ordinary ones. */
export const plain: readonly string[] =
  "A a B b Z z 0 1 9 Id Name Device Time 00 1e3 0x1 -1 1n .5 NaN Column :9223372036854776000".split(
    " ",
  );
