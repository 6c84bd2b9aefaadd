// Draws the objects of dynamic columns and of columns with JSON text.

import { drawInteger, pick, type Random } from "./random.ts";

const names = ["Source", "TargetComputer", "DesiredAccess", "SignatureName", "ThreadId", "IsAudit"];
const texts = ["Kerberos", "C:\\Temp\\setup.log", "DC-01.corp.contoso.example", "Interactive"];

/** Draws a small flat object. */
export function drawDetails(random: Random): Record<string, unknown> {
  return drawMembers(1 + drawInteger(5, random), random);
}

/** Draws the content of `RawEventData`: an audit record with nested objects and lists. */
export function drawActivity(random: Random): Record<string, unknown> {
  return {
    CreationTime: "2026-11-05T08:14:22",
    Id: `d${drawInteger(1e9, random)}`,
    Operation: pick(["FileAccessed", "MailItemsAccessed", "UserLoggedIn"], random),
    RecordType: drawInteger(300, random),
    UserType: 0,
    Version: 1,
    ClientIP: `10.1.${drawInteger(256, random)}.4`,
    ExtendedProperties: Array.from({ length: 6 + drawInteger(20, random) }, () => ({
      Name: pick(names, random),
      Value: pick(texts, random),
    })),
    AppAccessContext: { ...drawMembers(3, random), Scopes: [], Session: drawMembers(2, random) },
    ObjectId: "https://contoso.example/sites/finance/Shared Documents/Q4 plan.xlsx",
    ModifiedProperties: [null, true, drawInteger(1000, random) / 8],
  };
}

function drawMembers(count: number, random: Random): Record<string, unknown> {
  const members = Array.from({ length: count }, (_, index) => [
    `${pick(names, random)}${index}`,
    random() < 0.3 ? drawInteger(1000, random) : pick(texts, random),
  ]);
  return Object.fromEntries(members) as Record<string, unknown>;
}
