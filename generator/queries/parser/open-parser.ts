// Starts the parser's thread and sends it texts.

import { existsSync } from "node:fs";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { HuntgenError } from "../../problems.ts";
import type { Analysis, QuerySchema, QueryText } from "../query.ts";
import type { Question, Reply } from "./answer.ts";
import { checkParser, parserPackage } from "./load-parser.ts";

export interface Parser {
  /** Returns the queries of a text, bound to a schema. Never rejects because of the text. */
  analyze(schema: QuerySchema, text: QueryText): Promise<readonly Analysis[]>;
  close(): Promise<void>;
}

/** Without a limit, the thread uses hundreds of megabytes before it collects its garbage. */
const threadMegabytes = 256;
/** A query as deep as the parser accepts needs more than the usual 4 MB. */
const stackMegabytes = 16;

// Missing if the program runs from its sources, which a thread of Node 20 cannot load.
const script = fileURLToPath(new URL("./parser-thread.js", import.meta.url));

/** The thread that waits for the next parser to be opened. */
let kept: Thread | undefined;
let isKept = false;
/** The number of schemas that were sent to threads: each has an id of its own. */
let schemas = 0;

/**
 * Keeps the thread when a parser is closed, for commands that open one again and again. Loading takes a
 * second. The thread does not keep the process alive.
 */
export function keepParser(): void {
  isKept = true;
}

/** Throws a `HuntgenError` if the parser is not installed. */
export async function openParser(): Promise<Parser> {
  checkParser();
  const reusable = kept?.isOver() === false ? kept : undefined;
  kept = undefined;
  const thread = reusable ?? (existsSync(script) ? startThread() : await runInProcess());
  thread.hold(true);
  const ids = new Map<QuerySchema, number>();
  const ask = async (question: Question): Promise<Reply> => {
    const reply = await thread.ask(question);
    if (reply.kind === "refused") throw new HuntgenError(reply.problems);
    return reply;
  };
  return {
    async analyze(schema, text) {
      let id = ids.get(schema);
      if (id === undefined) {
        id = schemas;
        schemas += 1;
        ids.set(schema, id);
        await ask({ kind: "schema", id, schema });
      }
      const reply = await ask({ kind: "analyze", id, text });
      return reply.kind === "analyses" ? reply.analyses : [notAnalyzed(text)];
    },
    async close() {
      if (!isKept || kept !== undefined || thread.isOver()) return thread.end();
      await thread.ask({ kind: "forget" });
      thread.hold(false);
      kept = thread;
    },
  };
}

interface Thread {
  ask(question: Question): Promise<Reply>;
  /** Whether the process waits for the thread. */
  hold(isHeld: boolean): void;
  isOver(): boolean;
  end(): Promise<void>;
}

function startThread(): Thread {
  // An uncaught exception of the parser would print its source of 4 MB. Reading the output here would keep
  // the process alive.
  const worker = new Worker(script, {
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: threadMegabytes, stackSizeMb: stackMegabytes },
  });
  worker.on("error", () => undefined);
  let isOver = false;
  worker.once("exit", () => (isOver = true));
  let last: Promise<unknown> = Promise.resolve();
  const send = async (question: Question): Promise<Reply> => {
    if (isOver) throw ended();
    const stop = new AbortController();
    const { signal } = stop;
    worker.postMessage(question);
    try {
      const [reply] = await Promise.race([
        once(worker, "message", { signal }),
        once(worker, "exit", { signal }).then(() => {
          throw ended();
        }),
      ]);
      // The thread answers each question with one reply.
      return reply as Reply;
    } finally {
      stop.abort();
    }
  };
  return {
    ask(question) {
      const reply = last.then(() => send(question));
      last = reply.catch(() => undefined);
      return reply;
    },
    hold(isHeld) {
      if (isHeld) worker.ref();
      else worker.unref();
    },
    isOver: () => isOver,
    async end() {
      await worker.terminate();
    },
  };
}

async function runInProcess(): Promise<Thread> {
  const { answer } = await import("./answer.ts");
  return {
    ask: (question) => Promise.resolve(answer(question)),
    hold: () => undefined,
    isOver: () => false,
    end: () => Promise.resolve(),
  };
}

function ended(): HuntgenError {
  const message = "the parser ran out of memory; check fewer or smaller files";
  return new HuntgenError([{ code: "wrong-parser", file: parserPackage, line: 0, message }]);
}

function notAnalyzed({ text }: QueryText): Analysis {
  return {
    range: { start: 0, end: text.length },
    isAnalyzed: false,
    hasResult: true,
    problems: [],
    columns: [],
    columnOrigins: [],
    open: true,
    parameters: [],
    references: [],
    hasWildcard: true,
    hasPlaceholder: false,
    reads: [],
  };
}
