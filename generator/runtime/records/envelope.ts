// Declares the record in which Defender wraps a row on Event Hubs and in Storage.

/**
 * The members of a record next to its row, as Defender writes them. They are not checked. A record may have
 * further members.
 */
export interface Envelope {
  /**
   * When the service received the event. It differs between two deliveries of an event, whose own time is
   * `properties.Timestamp`.
   */
  readonly time: string;
  /** The GUID of the tenant. */
  readonly tenantId: string;
  readonly operationName?: string | null;
  readonly Tenant?: string | null;
  readonly _TimeReceivedBySvc?: string | null;
}

/** An event: a record of the stream with the row of one table. */
export interface StreamRecord<Name extends string, Row> extends Envelope {
  readonly category: `AdvancedHunting-${Name}`;
  /** The row. */
  readonly properties: Row;
}

/** The column that the stream adds to every table. It is not checked if the export does not have it. */
export interface MachineGroupColumn {
  MachineGroup?: string | null;
}
