// Lists what the public reference of Microsoft writes about tables: whether a table is generally available,
// and whether Defender streams it. The exports contain neither, and the reference is not always right.

import type { Status, Streamed } from "./explorer-data.ts";

/** What the list was compiled from. */
export const statusSource =
  "Microsoft's public schema reference and captured stream records; the exports do not contain it, and the reference is not always right";

/** When the list was compiled. */
export const statusDate = "September 2026";

interface TableStatus {
  readonly status: Status;
  readonly streamed: Streamed;
}

const lists: readonly (TableStatus & { readonly tables: string })[] = [
  {
    status: "deprecated",
    streamed: "unknown",
    tables: `
      AADSignInEventsBeta AADSpnSignInEventsBeta`,
  },
  {
    status: "ga",
    streamed: "no",
    tables: `
      CallActivityEvents MessageContents`,
  },
  {
    status: "ga",
    streamed: "unknown",
    tables: `
      CloudAuditEvents CloudDnsEvents DeviceTvmHardwareFirmware DeviceTvmInfoGathering
      DeviceTvmInfoGatheringKB DeviceTvmSecureConfigurationAssessment
      DeviceTvmSecureConfigurationAssessmentKB DeviceTvmSoftwareEvidenceBeta
      DeviceTvmSoftwareInventory DeviceTvmSoftwareVulnerabilities DeviceTvmSoftwareVulnerabilitiesKB
      EntraIdSignInEvents EntraIdSpnSignInEvents ExposureGraphEdges ExposureGraphNodes
      GraphAPIAuditEvents IdentityAccountInfo IdentityInfo MessageEvents MessagePostDeliveryEvents
      MessageUrlInfo`,
  },
  {
    status: "ga",
    streamed: "yes",
    tables: `
      AlertEvidence AlertInfo CloudAppEvents DeviceEvents DeviceFileCertificateInfo DeviceFileEvents
      DeviceImageLoadEvents DeviceInfo DeviceLogonEvents DeviceNetworkEvents DeviceNetworkInfo
      DeviceProcessEvents DeviceRegistryEvents EmailAttachmentInfo EmailEvents
      EmailPostDeliveryEvents EmailUrlInfo IdentityDirectoryEvents IdentityLogonEvents
      IdentityQueryEvents UrlClickEvents`,
  },
  {
    status: "preview",
    streamed: "no",
    tables: `
      BehaviorEntities BehaviorInfo`,
  },
  {
    status: "preview",
    streamed: "unknown",
    tables: `
      AgentsInfo CampaignInfo CloudPolicyEnforcementEvents CloudProcessEvents
      CloudStorageAggregatedEvents DataSecurityBehaviors DataSecurityEvents
      DeviceBaselineComplianceAssessment DeviceBaselineComplianceAssessmentKB
      DeviceBaselineComplianceProfiles DeviceTvmBrowserExtensions DeviceTvmBrowserExtensionsKB
      DeviceTvmCertificateInfo DisruptionAndResponseEvents FileMaliciousContentInfo IdentityEvents
      OAuthAppInfo`,
  },
  {
    status: "retired",
    streamed: "unknown",
    tables: `
      AIAgentsInfo`,
  },
];

/** By the name of the table. */
export const tableStatus: ReadonlyMap<string, TableStatus> = new Map(
  lists.flatMap(({ status, streamed, tables }) =>
    tables
      .trim()
      .split(/\s+/)
      .map((table) => [table, { status, streamed }] as const),
  ),
);
