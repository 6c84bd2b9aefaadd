// Creates rows and messages for tests. This is the module `@huntgen/defender/testing`.

export { fixtureOf, type SeedOptions } from "./testing/fixture.ts";
export { messageOf, type MessagePart } from "./testing/message.ts";
