// Draws values for the columns of the real set by name and type, as a tenant's devices, mailboxes and
// accounts have them: Windows paths, command lines, hashes, addresses, JSON text.

import { drawInteger, pick, type Random } from "./random.ts";
import { drawActivity, drawDetails } from "./real-objects.ts";
import type { RealColumn } from "./real-tables.ts";

type Draw = (random: Random) => string;

/** Marks text that is written as an integer, because no JavaScript number can hold its digits. */
export const integerMark = "integer:";

const people = ["anna.berg", "j.smith", "mkovac", "svc-backup", "lena.fischer", "raj.patel"];
const programs = ["svchost.exe", "msedge.exe", "powershell.exe", "MsMpEng.exe", "OUTLOOK.EXE"];
const folders = [
  "C:\\Windows\\System32",
  "C:\\Program Files\\Microsoft Office\\root\\Office16",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application",
  "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.26010.5-0",
];
const words = ["Unknown", "Default", "Succeeded", "Medium", "Inbound", "Standard", "Corp-Laptops"];
const actions = [
  "ProcessCreated",
  "ConnectionSuccess",
  "FileCreated",
  "RegistryValueSet",
  "LogonSuccess",
];
const hosts = ["login.microsoftonline.com", "cdn.contoso-assets.net", "update.example.org"];
const subjects = [
  "Invoice 2026-117 is due",
  "Re: Meeting notes",
  "Your parcel could not be delivered",
];

const hex = (length: number): Draw => drawText("0123456789abcdef", length);
const anyOf =
  (values: readonly string[]): Draw =>
  (random) =>
    pick(values, random);

/** The first pattern that matches the name of a column applies. */
const textKinds: readonly (readonly [RegExp, Draw])[] = [
  [/^AdditionalFields$|Details$|^LoggedOnUsers$/, (random) => JSON.stringify(drawDetails(random))],
  [/^(?:IPAddresses|ConnectedNetworks|Categories|AttackTechniques|UrlChain)$/, drawListText],
  [/^(?:DnsAddresses|DefaultGateways|DetectionMethods|CrlDistribution\w+)$/, drawListText],
  [/SHA1$|^DeviceId$|Hash$/, hex(40)],
  [/SHA256$/, hex(64)],
  [/MD5$|UniqueId$/, hex(32)],
  [/Sid$/, (random) => `S-1-5-21-${drawInteger(4e9, random)}-${drawInteger(4e9, random)}-1104`],
  [/(?:ObjectId|MessageId|Guid|AlertId|DeviceId|SubscriptionId)$/, drawGuid],
  [/Upn$|Address$/, (random) => `${pick(people, random)}@contoso.example`],
  [/DisplayName$/, anyOf(["Anna Berg", "John Smith", "Marija Kovac", "Raj Patel"])],
  [/AccountName$/, anyOf([...people, "system"])],
  [/DeviceName$/, (random) => `ws-${1000 + drawInteger(3000, random)}.corp.contoso.example`],
  [/FolderPath$|^ShareName$/, drawPath],
  [/FileName$/, anyOf(programs)],
  [/CommandLine$/, drawCommand],
  [/RegistryKey$/, drawRegistryKey],
  [/IP(?:v4)?$/, (random) => `10.${drawInteger(256, random)}.${drawInteger(256, random)}.17`],
  [
    /Url$/,
    (random) => `https://${pick(hosts, random)}/a/${drawGuid(random)}?v=${drawInteger(99, random)}`,
  ],
  [/Subject$|^Title$/, anyOf(subjects)],
  [/Domain$/, anyOf(["contoso", "nt authority", "contoso.example"])],
  [/CompanyName$|Signer$|Issuer$/, anyOf(["Microsoft Corporation", "Google LLC", "Contoso AG"])],
  [/ProductName$/, anyOf(["Microsoft Windows Operating System", "Microsoft Edge"])],
  [/FileDescription$/, anyOf(["Host Process for Windows Services", "Microsoft Edge"])],
  [/Version$/, (random) => `10.0.${drawInteger(30_000, random)}.${drawInteger(5000, random)}`],
  [/^ActionType$|^ActivityType$/, anyOf(actions)],
  [/TokenElevation$/, anyOf(["TokenElevationTypeDefault", "TokenElevationTypeLimited"])],
  [
    /^UserAgent$/,
    anyOf(["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Edg/141.0"]),
  ],
];

export function drawValue({ name, type }: RealColumn, table: string, random: Random): unknown {
  switch (type) {
    case "bool":
      return random() < 0.5;
    case "datetime":
      return drawDatetime(random);
    case "dynamic":
      return name === "RawEventData" ? drawActivity(random) : drawDetails(random);
    case "string":
      return random() < 0.03 ? "" : drawString(name, random);
    default:
      return drawNumber(name, table, random);
  }
}

export function drawDatetime(random: Random): string {
  const time = Date.UTC(2026, 10, 1) + drawInteger(2e9, random);
  const digits = random() < 0.9 ? String(drawInteger(1e4, random)).padStart(4, "0") : "";
  return new Date(time).toISOString().replace("Z", `${digits}Z`);
}

function drawNumber(name: string, table: string, random: Random): unknown {
  if (name === "ReportId" && /^Device(?:Network)?Info$/.test(table)) {
    return `${integerMark}6391${String(drawInteger(1e14, random)).padStart(14, "0")}`;
  }
  if (name.endsWith("Port"))
    return pick([443, 80, 445, 53, 49_152 + drawInteger(9000, random)], random);
  if (name.endsWith("FileSize")) return drawInteger(5e7, random);
  if (name.endsWith("LogonId")) return drawInteger(2 ** 33, random);
  if (name === "EmailClusterId") return drawInteger(2 ** 32, random);
  return drawInteger(40_000, random);
}

const kindsByName = new Map<string, Draw>();

function drawString(name: string, random: Random): string {
  const known = kindsByName.get(name);
  if (known !== undefined) return known(random);
  const kind = textKinds.find(([pattern]) => pattern.test(name))?.[1] ?? anyOf(words);
  kindsByName.set(name, kind);
  return kind(random);
}

function drawGuid(random: Random): string {
  return hex(32)(random).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function drawPath(random: Random): string {
  const folder =
    random() < 0.7
      ? pick(folders, random)
      : `C:\\Users\\${pick(people, random)}\\AppData\\Local\\Temp`;
  return `${folder}\\${pick(programs, random)}`;
}

function drawCommand(random: Random): string {
  const quoted = `"${drawPath(random)}"`;
  const option = `--${hex(8)(random)}=${drawInteger(1e6, random)}`;
  return random() < 0.4
    ? `${quoted} -k netsvcs -p`
    : `${quoted} ${option} /file:"${drawPath(random)}"`;
}

function drawRegistryKey(random: Random): string {
  return `HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\${hex(8)(random)}`;
}

function drawListText(random: Random): string {
  return JSON.stringify(
    Array.from({ length: 1 + drawInteger(3, random) }, () => drawRegistryKey(random)),
  );
}

function drawText(characters: string, length: number): Draw {
  return (random) => {
    let text = "";
    while (text.length < length) text += characters[drawInteger(characters.length, random)];
    return text;
  };
}
