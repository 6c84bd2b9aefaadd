// What the programs here are told, as JSON in their first argument, and how they reach the servers.

import { ContainerClient } from "@azure/storage-blob";

export interface Settings {
  /** Port of the local event hub. */
  readonly port: number;
  readonly hub: string;
  /** Port of Azurite. */
  readonly blobPort: number;
  readonly container: string;
}

export function connectionString({ port, hub }: Settings): string {
  const key = "SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0";
  return `Endpoint=sb://127.0.0.1:${port};${key};EntityPath=${hub};UseDevelopmentEmulator=true`;
}

/** The account that every Azurite knows. */
export function blobConnectionString(blobPort: number): string {
  const key =
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
  const endpoint = `http://127.0.0.1:${blobPort}/devstoreaccount1`;
  return `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};BlobEndpoint=${endpoint};`;
}

export async function openContainer({ blobPort, container }: Settings): Promise<ContainerClient> {
  const client = new ContainerClient(blobConnectionString(blobPort), container);
  await client.createIfNotExists();
  return client;
}

/** Tells the test something, even where this process is killed right after. */
export function tell(line: object): void {
  process.send?.(line);
}
