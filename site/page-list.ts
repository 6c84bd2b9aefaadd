// Lists the pages of the documentation in the order of the sidebar and of llms.txt.

interface Page {
  /** File name in docs/, without `.md`. */
  readonly name: string;
  readonly title: string;
}

export const pageGroups: readonly { readonly text: string; readonly pages: readonly Page[] }[] = [
  {
    text: "Guide",
    pages: [
      { name: "index", title: "Getting started" },
      { name: "exports", title: "Exports" },
      { name: "review", title: "Review changes" },
      { name: "explore", title: "Explore the tables" },
      { name: "queries", title: "Hunting queries" },
      { name: "stream", title: "Read the stream" },
      { name: "event-hubs", title: "Event Hubs" },
      { name: "functions", title: "Azure Functions" },
      { name: "kafka", title: "Kafka" },
      { name: "storage", title: "Storage" },
      { name: "query-answers", title: "Query responses" },
      { name: "testing", title: "Test your code" },
      { name: "targets", title: "Other targets" },
    ],
  },
  {
    text: "Reference",
    pages: [
      { name: "types", title: "Types" },
      { name: "configuration", title: "Configuration" },
      { name: "cli", title: "Command line" },
      { name: "errors", title: "Problem codes" },
      { name: "limits", title: "Limits" },
    ],
  },
  {
    text: "Help",
    pages: [
      { name: "troubleshooting", title: "Troubleshooting" },
      { name: "trust", title: "Trust" },
    ],
  },
];
