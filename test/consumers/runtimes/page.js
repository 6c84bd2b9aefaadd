// Stores the report of the page, and the report of a worker that it starts, in the window.

import { report } from "./report.js";

const worker = new Worker("page-worker.js");
const ofWorker = new Promise((resolve, reject) => {
  worker.addEventListener("message", ({ data }) => resolve(data));
  worker.addEventListener("error", ({ message }) => reject(new Error(message)));
});

window.reports = Promise.all([report(), ofWorker]);
