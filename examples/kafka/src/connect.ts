// Creates the client from the environment: for Event Hubs, or for a broker without a login.

import { Kafka, type KafkaConfig, logLevel } from "kafkajs";

export function connect(): Kafka {
  const settings = { clientId: "huntgen-kafka", logLevel: logLevel.WARN };
  const { EVENT_HUB_CONNECTION_STRING, BROKERS } = process.env;
  if (EVENT_HUB_CONNECTION_STRING !== undefined) {
    return new Kafka({ ...settings, ...eventHubs(EVENT_HUB_CONNECTION_STRING) });
  }
  if (BROKERS === undefined) throw new Error("set EVENT_HUB_CONNECTION_STRING or BROKERS");
  return new Kafka({ ...settings, brokers: BROKERS.split(",") });
}

/** Event Hubs takes the connection string as the password of the user `$ConnectionString`. */
function eventHubs(connectionString: string): KafkaConfig {
  const host = /(?:^|;)Endpoint=sb:\/\/(?<host>[^/;]+)/.exec(connectionString)?.groups?.["host"];
  if (host === undefined) throw new Error("EVENT_HUB_CONNECTION_STRING has no Endpoint=sb://...");
  return {
    brokers: [`${host}:9093`],
    ssl: true,
    sasl: { mechanism: "plain", username: "$ConnectionString", password: connectionString },
  };
}
