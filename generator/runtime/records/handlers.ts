// Calls the handler of an event's table.

import { categoryPrefix } from "./triage.ts";

/** Handlers by table name, and `_` for the events of all other tables. */
export type Handlers<Events, Result> = {
  readonly [Name in keyof Events]?: (event: Events[Name]) => Result;
} & { readonly _?: (event: Events[keyof Events]) => Result };

/** A handler for every table, so that the compiler reports a new table that has no handler. */
export type AllHandlers<Events, Result> = {
  readonly [Name in keyof Events]: (event: Events[Name]) => Result;
};

interface AnyEvent {
  readonly category: string;
}

/** Whether an event belongs to the named table. */
export function isEventOf(event: AnyEvent, name: string): boolean {
  return event.category === categoryPrefix + name;
}

/** Calls the handler of the event's table, or `_`. Returns `undefined` if there is neither. */
export function callHandler<Result, Context extends readonly unknown[]>(
  event: AnyEvent,
  handlers: { readonly [name: string]: Handler<Result, Context> | undefined },
  ...context: Context
): Result | undefined {
  const name = event.category.slice(categoryPrefix.length);
  // The cast holds: the handler has the name of the event's table.
  const found = isInherited(handlers, name) ? undefined : handlers[name];
  const handler = (found ?? handlers["_"]) as
    ((event: AnyEvent, ...context: Context) => Result) | undefined;
  return handler?.call(handlers, event, ...context);
}

/** Whether a name is one that every object inherits, and not a handler. */
function isInherited(handlers: object, name: string): boolean {
  return name in Object.prototype && !Object.hasOwn(handlers, name);
}

type Handler<Result, Context extends readonly unknown[]> = (
  event: never,
  ...context: Context
) => Result;
