// Tables that Microsoft has renamed, old name first. Source: the advanced hunting schema's pages of
// changes. Tables that were split in two are not here: no one name follows them.

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
