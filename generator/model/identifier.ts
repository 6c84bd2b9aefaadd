// Converts a table name to the identifier and file name that generated code uses for it.

/**
 * Names that the modules of the output import, export or declare. A test checks that the list is
 * complete.
 */
const ours = `
  bool datetime decimal dynamic guid int long longBigint longNumber longText real timespan
  isBool isDatetime isDecimal isDynamic isGuid isInt isLong isLongBigint isLongNumber isLongText
  isReal isString isTimespan defineTable findWrong own row v Name JsonValue Table
  UncheckedRow
  tables tableNames TableRows TableName HuntingEvents HuntingEvent HuntingEventOf
  ReadOptions EventHandlers AllEventHandlers Result parseMessage parseLines eventOf handleEvent body
  source options event name handlers callHandler isEventOf readLines readMessage AllHandlers Handlers
  LineOptions LineSource MessageBody Batch TriageOptions toNumber toBigint toText bigintToText
  createDriftCollector DriftCollector DriftReport TableDrift UnknownColumnDrift eventKey
  JsonColumnResult parseJsonColumn MessageError createReader EventOf Reader stringify
  messageSchema createMessageSchema MessageSchema defineMessageSchema
  RejectedRecord UnknownRecord AsyncGenerator Omit Uint8Array
  forwardMessage forwardLines forwardRecords forwardRecordLines ForwardBatch ForwardedEvent
  ForwardedRecord ForwardedTable recordKey ChosenEvent ColumnsOf PickedEvent Columns ReadEvent
  deliver deliverBodies DeliverOptions DeliveredBody DeliveryError DeadLetter Context bodies context
  AnyDeliverOptions EventOptions RecordCallbacks NoInfer
  Envelope Event MachineGroupColumn StreamRecord Issue JsonSchema TableColumn ValidateOptions
  ValidateResult decodeBool decodeDatetime decodeDynamic decodeInteger decodeReal found ordinal
  scalarsByName defineQuery SavedQuery parameters decodeAnswer AnswerError Answer AnswerChannel AnswerColumn AnswerDrift RejectedRow
  decodeRows Timestamp timestampOf text`;

/** Names that TypeScript reserves or does not allow for interfaces or constants, and global names. */
const reservedWords = `
  abstract accessor any arguments as assert asserts async await bigint boolean break case catch class
  const constructor continue debugger declare default defer delete do else enum eval export exports
  extends false finally for from function get global globalThis if implements import in infer
  instanceof interface intrinsic is keyof let module namespace never new null number object of out
  override package private protected public readonly require return satisfies set static string super
  switch symbol this throw true try type typeof undefined unique unknown using var void while with
  yield Array Infinity NaN Object Promise Readonly Record __proto__`;

const reserved: ReadonlySet<string> = new Set(`${ours} ${reservedWords}`.split(/\s+/));

/** File names that Windows reserves for devices. */
const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/**
 * Returns letters, digits and underscores, without a leading digit, and avoids names that generated
 * code needs.
 */
export function identifierOf(tableName: string): string {
  const plain = tableName.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?=[0-9])/, "_");
  return reserved.has(plain) || devices.test(plain) ? `${plain}_` : plain;
}
