// Reads the settings of the programs here, as JSON in their first argument, and connects them to
// the servers.

import { ContainerClient } from "@azure/storage-blob";

export interface Settings {
  /** Port of the local event hub. */
  readonly port: number;
  readonly hub: string;
  /** Connection string of the Storage account for checkpoints. */
  readonly storage: string;
  readonly container: string;
}

export function connectionString({ port, hub }: Settings): string {
  const key = "SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0";
  return `Endpoint=sb://127.0.0.1:${port};${key};EntityPath=${hub};UseDevelopmentEmulator=true`;
}

export async function openContainer({ storage, container }: Settings): Promise<ContainerClient> {
  const client = new ContainerClient(storage, container);
  await client.createIfNotExists();
  return client;
}

/** Reports something to the test, even if this process is killed right afterwards. */
export function report(line: object): void {
  process.send?.(line);
}
