// The end-to-end suite: one real Thunderbird, many cases. node --test e2e/suite.test.mjs
//   MEKIKI_HOST=…/mekiki-host   also the cases with the real host
//   MEKIKI_MAILS=…              a directory of further mails: kagoya.eml, hostile/*.eml, shapes/*.eml

import { after, before, describe } from "node:test";
import { FOLDER, Scratch } from "../driver/scratch.mjs";
import * as inside from "../driver/inside.mjs";
import { World } from "./world.mjs";
import * as verdicts from "./verdicts.mjs";
import * as hostile from "./hostile.mjs";
import * as shapes from "./shapes.mjs";
import * as places from "./places.mjs";
import * as failures from "./failures.mjs";
import * as actions from "./actions.mjs";
import * as hostileLinks from "./hostile-links.mjs";
import * as links from "./links.mjs";
import * as life from "./life.mjs";
import * as pages from "./pages.mjs";
import * as real from "./real.mjs";
import * as remembered from "./remembered.mjs";

const PARTS = [verdicts, links, hostileLinks, actions, hostile, shapes, places, failures, life, pages, real, remembered];

/** @type {World} */
let world;
/** @type {Scratch} */
let scratch;

describe("Mekiki in Thunderbird", { concurrency: 1, timeout: 900_000 }, () => {
  before(async () => {
    scratch = new Scratch();
    scratch.useStandIn();
    scratch.usePolicy({ place: true, own_domains: ["example.org"], report_to: "it@example.org" });
    const thunderbird = await scratch.thunderbird({ mails: PARTS.flatMap((part) => part.mails()) });
    await thunderbird.run(inside.showFolder, FOLDER);
    world = new World(thunderbird, scratch);
  });

  after(async () => {
    await world?.thunderbird.stop();
    scratch?.remove();
  });

  for (const part of PARTS) {
    part.cases(() => world);
  }
});
