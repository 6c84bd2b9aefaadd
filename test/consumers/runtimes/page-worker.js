// Sends the report of a worker to its page.

import { report } from "./report.js";

report().then((text) => postMessage(text));
