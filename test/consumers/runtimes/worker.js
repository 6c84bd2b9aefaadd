// Responds to a request to a Worker with the report.

import { report } from "./report.js";

export default {
  fetch: async () => new Response(await report()),
};
