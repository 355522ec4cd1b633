// From the click on the button to the banner, in a real Thunderbird: median of 20, with the host running and without.
//   MEKIKI_HOST=…/mekiki-host node measure.mjs [RUNS]     without MEKIKI_HOST: the stand-in
// Time starts with the mouse event in Thunderbird and ends with the first frame that shows the banner's text.

import { FOLDER, Scratch } from "./driver/scratch.mjs";
import * as inside from "./driver/inside.mjs";
import { BUTTON_ID } from "./driver/thunderbird.mjs";
import { World } from "./e2e/world.mjs";
import { SCAM, SCAM_SUBJECT } from "./mails/samples.mjs";

const runs = Number(process.argv[2] ?? 20);
const scratch = new Scratch();
if (process.env.MEKIKI_HOST) {
  scratch.useHost(process.env.MEKIKI_HOST);
} else {
  scratch.useStandIn({ level: "danger" });
}
// A host answers warm when it runs already; cold includes its start and that of its examiner.
const ROUNDS = [
  { name: "host warm, no questions", dns: false, cold: false },
  { name: "host cold, no questions", dns: false, cold: true },
  { name: "host warm, DNS questions", dns: true, cold: false },
];
const subject = (/** @type {number} */ round, /** @type {number} */ run) => `${SCAM_SUBJECT} ${round}.${run}`;
const mails = ROUNDS.flatMap((_, round) =>
  Array.from({ length: runs + 1 }, (__, run) =>
    Buffer.from(SCAM.toString("latin1").replace(SCAM_SUBJECT, subject(round, run)), "latin1")));

/** @param {number[]} times */
function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, fastest ${at(0)} ms (${times.length} runs)`;
}

const thunderbird = await scratch.thunderbird({ mails });
try {
  const world = new World(thunderbird, scratch);
  await thunderbird.run(inside.showFolder, FOLDER);
  for (const [round, { name, dns, cold }] of ROUNDS.entries()) {
    const times = [];
    for (let run = 0; run <= runs; run += 1) {
      if (cold || run === 0) {
        await world.settings({ dns, touched: Math.random() }); // the extension lets its host go
      }
      await world.select(subject(round, run));
      const time = await thunderbird.run(inside.clickToBanner, "pane", BUTTON_ID);
      if (run > 0) {
        times.push(time);
      }
      await thunderbird.run(inside.closePopups);
    }
    console.log(`${name}: ${summary(times)}`);
  }
} finally {
  await thunderbird.stop();
  scratch.remove();
}
