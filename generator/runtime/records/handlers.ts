// Events by their table: narrowing to one, and a handler for each.

import { categoryPrefix } from "./triage.ts";

/** A handler for some tables, and `_` for the events of the others. */
export type Handlers<Events, Result> = {
  readonly [Name in keyof Events]?: (event: Events[Name]) => Result;
} & { readonly _?: (event: Events[keyof Events]) => Result };

/** A handler for every table: one that the schema learns later is then the compiler's to find. */
export type AllHandlers<Events, Result> = {
  readonly [Name in keyof Events]: (event: Events[Name]) => Result;
};

interface AnyEvent {
  readonly category: string;
}

/** Whether an event is of the named table. */
export function isEventOf(event: AnyEvent, name: string): boolean {
  return event.category === categoryPrefix + name;
}

/** Calls the handler of the event's table, or `_`; undefined where there is neither. */
export function callHandler<Result, Context extends readonly unknown[]>(
  event: AnyEvent,
  handlers: { readonly [name: string]: Handler<Result, Context> | undefined },
  ...context: Context
): Result | undefined {
  const name = event.category.slice(categoryPrefix.length);
  // The event is of the table that its category names, and so is the handler of that name.
  const found = isInherited(handlers, name) ? undefined : handlers[name];
  const handler = (found ?? handlers["_"]) as
    ((event: AnyEvent, ...context: Context) => Result) | undefined;
  return handler?.call(handlers, event, ...context);
}

/** Whether all that is there under a name is what every object has. */
function isInherited(handlers: object, name: string): boolean {
  return name in Object.prototype && !Object.hasOwn(handlers, name);
}

type Handler<Result, Context extends readonly unknown[]> = (
  event: never,
  ...context: Context
) => Result;
