// The record that Defender puts around a row on Event Hubs and in Storage: types alone.

/** What stands beside the row, as Defender writes it: not checked. Records may carry further keys. */
export interface Envelope {
  /** When the service received the event; a second delivery has another. The event's own time is `properties.Timestamp`. */
  readonly time: string;
  readonly tenantId: string;
  readonly operationName?: string | null;
  readonly Tenant?: string | null;
  readonly _TimeReceivedBySvc?: string | null;
}

/** A record of the stream: a row of one table in its envelope. */
export interface StreamRecord<Name extends string, Row> extends Envelope {
  readonly category: `AdvancedHunting-${Name}`;
  readonly properties: Row;
}

/** The column that the stream adds to tables whose export does not name it; not checked there. */
export interface MachineGroupColumn {
  MachineGroup?: string | null;
}
