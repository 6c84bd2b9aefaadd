// Runs hunting queries and reads their responses. This is the module `@huntgen/defender/query`.

export {
  type Answer,
  type AnswerChannel,
  type AnswerColumn,
  type AnswerDrift,
  AnswerError,
  decodeAnswer,
  type RejectedRow,
} from "./answer.ts";
export {
  type CancelSignal,
  createHuntingClient,
  type Fetch,
  type HuntingClient,
  type HuntingClientOptions,
  HuntingError,
  type RunOptions,
  type TokenCredential,
} from "./query/hunting-client.ts";
