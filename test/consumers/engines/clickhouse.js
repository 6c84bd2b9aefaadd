// Runs the scripts for ClickHouse in chdb, writes messages to the raw records, and prints what the tables hold.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Session } from "chdb";
import { Kafka } from "kafkajs";

const [, , generated, messageFile, queriesFile, kafkaFile] = process.argv;
const directory = mkdtempSync(path.join(tmpdir(), "huntgen-chdb-"));
const session = new Session(directory);
const run = (sql, format = "JSONCompactStrings") => String(session.query(sql, format));
const quote = (text) => `'${text.replace(/[\\']/g, "\\$&")}'`;

const statementsOf = (file) => {
  const statements = readFileSync(file, "utf8").split(/;\n(?:\n|$)/);
  return statements.filter((statement) => statement.trim() !== "");
};

/** Reads a message as the Kafka engine does. */
function insert(message) {
  run(
    `INSERT INTO defender_raw (category, record) SELECT JSONExtractString(record, 'category'), record FROM (SELECT arrayJoin(records) AS record FROM format(JSONEachRow, 'records Array(String)', ${quote(message)}))`,
  );
}

/** Sends messages with kafkajs, and waits until a query counts all rows that they become. */
async function sendToKafka({ brokers, topic, bodies, countQuery, rows }) {
  const producer = new Kafka({ brokers, logLevel: 1 }).producer();
  await producer.connect();
  for (const value of bodies) await producer.send({ topic, messages: [{ value }] });
  await producer.disconnect();
  for (const statement of statementsOf(`${generated}/clickhouse/kafka.sql`)) {
    run(statement);
    // Longer than the engine takes to notice that the queue has a view.
    await wait(2000);
  }
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const [[count]] = JSON.parse(run(countQuery)).data;
    if (Number(count) >= rows) return;
    await wait(500);
  }
}

try {
  run("CREATE DATABASE defender");
  run("USE defender");
  const statements = statementsOf(`${generated}/clickhouse/tables.sql`);
  // Every statement can run again.
  for (const statement of [...statements, ...statements]) run(statement);
  if (kafkaFile === undefined)
    for (const message of JSON.parse(readFileSync(messageFile, "utf8"))) insert(message);
  else await sendToKafka(JSON.parse(readFileSync(kafkaFile, "utf8")));
  const queries = JSON.parse(readFileSync(queriesFile, "utf8"));
  const results = queries.map((query) => JSON.parse(run(query)).data);
  console.log(JSON.stringify({ results }));
} finally {
  // The Kafka engine may still write.
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
// Consumers of the Kafka engine would keep the process alive.
process.exit(0);
