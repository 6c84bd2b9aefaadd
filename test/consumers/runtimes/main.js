// Prints the report of this runtime.

import { report } from "./report.js";

console.log(await report());
