// Lists the tables that Microsoft has renamed, old name first. Source: the change pages of the advanced
// hunting schema. Tables that were split in two are not listed, since no single name replaces them.

export const knownTableRenames: readonly (readonly [from: string, to: string])[] = [
  ["AADSignInEventsBeta", "EntraIdSignInEvents"],
  ["AADSpnSignInEventsBeta", "EntraIdSpnSignInEvents"],
  ["AIAgentsInfo", "AgentsInfo"],
  ["AlertEvents", "DeviceAlertEvents"],
  ["AppFileEvents", "CloudAppEvents"],
  ["FileCreationEvents", "DeviceFileEvents"],
  ["GraphApiAuditEvents", "GraphAPIAuditEvents"],
  ["ImageLoadEvents", "DeviceImageLoadEvents"],
  ["LogonEvents", "DeviceLogonEvents"],
  ["MachineInfo", "DeviceInfo"],
  ["MachineNetworkInfo", "DeviceNetworkInfo"],
  ["MiscEvents", "DeviceEvents"],
  ["NetworkCommunicationEvents", "DeviceNetworkEvents"],
  ["ProcessCreationEvents", "DeviceProcessEvents"],
  ["RegistryEvents", "DeviceRegistryEvents"],
];
