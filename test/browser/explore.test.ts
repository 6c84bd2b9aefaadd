// Checks the page of `huntgen explore` in Chromium: what a user does with it, by mouse and by keyboard.

import { statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { visible } from "../../generator/problems.ts";
import { hostileNames } from "../explore/page-data.ts";
import {
  artifact,
  launch,
  openPage,
  type OpenPage,
  show,
  takeScreenshot,
  writePage,
} from "./explorer.ts";
import {
  fullPage,
  hostilePage,
  largePage,
  manyQueriesPage,
  manyTablesPage,
  tenantsPage,
} from "./sample-pages.ts";

let browser: Browser;
let full: string;
let tenants: string;
let hostile: string;
const opened: OpenPage[] = [];

beforeAll(async () => {
  browser = await launch();
  full = await writePage("full", fullPage());
  tenants = await writePage("tenants", tenantsPage());
  hostile = await writePage("hostile", hostilePage());
});

afterAll(() => browser.close());

afterEach(async () => {
  for (const { page, incidents } of opened.splice(0)) {
    const found = await incidents();
    if (found.length > 0) throw new Error(found.join("\n"));
    await page.context().close();
  }
});

async function open(address: string, options: Parameters<typeof openPage>[2] = {}): Promise<Page> {
  const one = await openPage(browser, address, options);
  opened.push(one);
  return one.page;
}

/** The fragment, after the events that a click or a key has caused. */
const fragmentOf = (page: Page): Promise<string> =>
  page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(location.hash))))",
  );
const textOf = (page: Page, selector: string): Promise<string> =>
  page.locator(selector).first().innerText();
/** The heading of the view that opens after a click or a key. */
const headingOf = async (page: Page): Promise<string> => {
  await fragmentOf(page);
  return textOf(page, "h1");
};
const hitNames = (page: Page): Promise<string[]> => page.locator(".hit-name").allInnerTexts();

/** The text of each cell of the queries that the page lists. */
const rowsOf = (page: Page): Promise<string[][]> =>
  page.evaluate(
    "[...document.querySelectorAll('.queries tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText))",
  );
/** Every view of the full page. */
const views: readonly (readonly [name: string, fragment: string])[] = [
  ["overview", "#/"],
  ["search", "#/?q=account&type=string"],
  ["table", "#/table/DeviceInfo?column=DeviceId&column=OSPlatform"],
  ["column", "#/column/ReportId"],
  ["types", "#/types"],
  ["join", "#/join/DeviceLogonEvents/AlertEvidence"],
  ["picture", "#/picture"],
  ["picture-key", "#/picture/key/DeviceId"],
  ["history", "#/history"],
  ["queries", "#/queries"],
  ["queries-of-table", "#/table/EmailEvents"],
  ["queries-of-column", "#/column/Timestamp"],
  ["removed-table", "#/table/OldTable"],
];

describe("finding", () => {
  test("works with the keyboard only", async () => {
    const page = await open(full);
    await page.keyboard.press("/");
    await page.keyboard.type("devicel");
    expect((await hitNames(page))[0]).toBe("DeviceLogonEvents");
    expect(await fragmentOf(page)).toBe("#/?q=devicel");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(await headingOf(page)).toBe("DeviceLogonEvents");
    expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
    // From the heading to the columns, and along them.
    await page.locator("tbody th a").first().focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("DeviceId");
    await page.keyboard.press("Enter");
    expect(await fragmentOf(page)).toBe("#/column/DeviceId");
    await page.keyboard.press("Escape");
    expect(await headingOf(page)).toBe("Hunting tables");
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    expect(await page.locator("#search").inputValue()).toBe("");
  });

  test("finds prefixes, parts and typos, and opens a shared search", async () => {
    const page = await open(`${full}#/?q=devcieinfo`);
    expect((await hitNames(page))[0]).toBe("DeviceInfo");
    await page.fill("#search", "sha1");
    expect(await hitNames(page)).toEqual(["SHA1", "InitiatingProcessSHA1"]);
    await page.fill("#search", "no such thing");
    expect(await textOf(page, ".panel [role=status]")).toBe("Nothing found");
  });

  test("filters by type, status and stream", async () => {
    const page = await open(full);
    await page.getByLabel("Status").selectOption("retired");
    expect(await hitNames(page)).toEqual(["AIAgentsInfo"]);
    await page.getByLabel("Status").selectOption("any");
    await page.getByLabel("Stream").selectOption("streamed");
    expect(await textOf(page, ".panel [role=status]")).toBe(
      "21 tables · labels as of September 2026",
    );
    await page.getByLabel("Type").selectOption("bool");
    expect(await textOf(page, ".panel [role=status]")).toMatch(
      /^\d+ tables, \d+ columns · labels as of September 2026$/,
    );
    expect(await page.locator(".panel [role=status]").getAttribute("title")).toContain(
      "From Microsoft's public schema reference",
    );
    expect(await fragmentOf(page)).toBe("#/?type=bool&streamed=yes");
  });

  test("shows in the list which table is open", async () => {
    const page = await open(`${full}#/table/UrlClickEvents`);
    const shown = page.locator(".hit.shown");
    expect(await shown.innerText()).toContain("UrlClickEvents");
    const [list, row] = [await page.locator(".results").boundingBox(), await shown.boundingBox()];
    expect(row?.y).toBeGreaterThan(list?.y ?? Infinity);
    await show(page, "#/");
    expect(await shown.count()).toBe(0);
    expect(await textOf(page, "main .source")).toMatch(
      /^Labels: as of September 2026, from Microsoft/,
    );
  });

  test("scrolls through all tables with few elements", async () => {
    const page = await open(full);
    await page.keyboard.press("/");
    for (let press = 0; press < 8; press += 1) await page.keyboard.press("PageDown");
    expect(await page.getAttribute("#search", "aria-activedescendant")).toBe("hit-65");
    expect(await page.locator("#hit-65").innerText()).toContain("UrlClickEvents");
    expect(await page.locator(".hit").count()).toBeLessThan(40);
    await page.locator("#hit-65").click();
    expect(await headingOf(page)).toBe("UrlClickEvents");
  });
});

describe("a table", () => {
  test("has its columns in order with types, and labels with source and date", async () => {
    const page = await open(`${full}#/table/AlertInfo`);
    const names = await page.locator("tbody th a").allInnerTexts();
    expect(names.slice(0, 3)).toEqual(["Timestamp", "AlertId", "Title"]);
    expect(await page.locator("tbody tr").first().innerText()).toContain("datetime");
    expect(await textOf(page, ".labels")).toContain("streamed");
    expect(await textOf(page, ".labels .source")).toMatch(
      /^As of September 2026, from Microsoft's public/,
    );
  });

  test("copies the code for the chosen columns, which the address keeps", async () => {
    const page = await open(`${full}#/table/DeviceLogonEvents`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByLabel("Choose DeviceId", { exact: true }).check();
    await page.getByLabel("Choose AccountName", { exact: true }).check();
    expect(await fragmentOf(page)).toBe(
      "#/table/DeviceLogonEvents?column=DeviceId&column=AccountName",
    );
    // The search and the columns stay in the address, whichever changes last.
    await page.fill("#search", "logon");
    await page.getByLabel("Choose ActionType", { exact: true }).check();
    await page.getByLabel("Choose ActionType", { exact: true }).uncheck();
    expect(await fragmentOf(page)).toBe(
      "#/table/DeviceLogonEvents?q=logon&column=DeviceId&column=AccountName",
    );
    await page.reload();
    const copied: string[] = [];
    for (const tab of ["KQL", "Import", "Interface", "JSON", "getschema"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("button", { name: `Copy ${tab}` }).click();
      copied.push(await page.evaluate("navigator.clipboard.readText()"));
    }
    expect(copied).toEqual([
      "DeviceLogonEvents\n| where Timestamp > ago(1d)\n| project DeviceId, AccountName\n| take 100\n",
      'import { DeviceLogonEvents } from "@huntgen/defender";\n',
      "export interface DeviceLogonEventsRow {\n  /** Kusto `string`. */\n  DeviceId?: string | null;\n  /** Kusto `string`. */\n  AccountName?: string | null;\n}\n",
      '{\n  "DeviceId": "text",\n  "AccountName": "text"\n}\n',
      "DeviceLogonEvents\n| getschema\n| project ColumnName, ColumnType\n",
    ]);
    await page.getByRole("button", { name: "Choose no columns" }).click();
    expect(await fragmentOf(page)).toBe("#/table/DeviceLogonEvents?q=logon");
    expect(await page.getByLabel("Choose DeviceId", { exact: true }).isChecked()).toBe(false);
  });

  test("shows the tables of other tenants, with the differences", async () => {
    const page = await open(tenants);
    expect(await page.locator("h2").first().innerText()).toBe("2 tables differ between 2 tenants");
    await show(page, "#/table/DeviceInfo");
    expect(await page.locator("tr.differs").allInnerTexts()).toEqual([
      expect.stringMatching(/OSBuild\s+long\s+string/),
      expect.stringMatching(/PublicIP\s+string\s+no column/),
    ]);
    await takeScreenshot(page, "tenants");
    await show(page, "#/table/AlertInfo");
    expect(await page.locator("tbody").innerText()).toContain("no table");
  });

  test("lists its history", async () => {
    const page = await open(`${full}#/table/DeviceLogonEvents`);
    expect(await page.locator("main").innerText()).toContain("No changes since v1.0.0.");
    await show(page, "#/table/DeviceInfo");
    expect(await page.locator("main").innerText()).toContain("new column AwsResourceName string");
  });
});

describe("a column", () => {
  test("is shown across tables, with a notice if its type changes", async () => {
    const page = await open(`${full}#/column/ReportId`);
    expect(await page.locator("h2").allInnerTexts()).toEqual([
      "string in 28 tables",
      "long in 10 tables",
      "Look for a value in these tables",
      "Queries that read this column",
    ]);
    expect(await textOf(page, ".notice")).toContain("This name has different types");
    await show(page, "#/types");
    expect(await textOf(page, ".lead")).toMatch(/^23 of \d+ column names/);
    expect(await page.locator("tbody tr").count()).toBe(23);
  });

  test("of many tables is shown in steps, and with what other tenants have", async () => {
    const page = await open(await writePage("many", manyTablesPage()));
    await show(page, "#/column/Id");
    const rows = page.locator("tbody tr");
    expect(await rows.count()).toBe(300);
    await page.getByRole("button", { name: "Show more: 50 rows left" }).click();
    expect(await rows.count()).toBe(350);
    expect(new Set(await rows.locator("th").allInnerTexts()).size).toBe(350);
    expect(await page.locator(".more").count()).toBe(0);
    expect(await rows.nth(0).innerText()).toMatch(
      /T000\s+string \| null\s+1 of 1\s+tenant 2: long/,
    );
    expect(await rows.nth(1).innerText()).not.toContain("tenant 2");
  });

  test("can be joined on, with the KQL", async () => {
    const page = await open(`${full}#/join/DeviceFileEvents/`);
    await page.getByLabel("Right table").selectOption("AlertEvidence");
    expect(await fragmentOf(page)).toBe("#/join/DeviceFileEvents/AlertEvidence");
    expect(await textOf(page, "pre")).toContain(") on DeviceId");
    await page
      .getByLabel("Join on SHA1=", { exact: false })
      .first()
      .or(page.getByLabel("Join on SHA1", { exact: true }))
      .first()
      .check();
    expect(await textOf(page, "pre")).toContain(") on DeviceId, SHA1");
    expect(await fragmentOf(page)).toBe(
      "#/join/DeviceFileEvents/AlertEvidence?column=DeviceId&column=SHA1",
    );
    await page.getByRole("button", { name: "Swap" }).click();
    expect(await fragmentOf(page)).toBe("#/join/AlertEvidence/DeviceFileEvents");
  });
});

describe("queries", () => {
  test("are listed with the tables that they read, and with what is uncertain", async () => {
    const page = await open(`${full}#/queries`);
    expect(await textOf(page, ".lead")).toBe(
      "3 queries in 3 files, with the tables that they read.",
    );
    expect(await textOf(page, ".notice")).toContain("It is not certain what 1 query reads.");
    expect(await rowsOf(page)).toEqual([
      ["failedLogons\nqueries/failedLogons.kql:1", "AlertInfo\nDeviceLogonEvents"],
      [
        'Sign-ins after a phishing mail\nrules/phishing.yaml:12\nuncertain: unknown table "SigninLogs"',
        "EmailEvents",
      ],
      ["print\nqueries/print.kql:3", "no known table"],
    ]);
    await page.getByLabel("Name, file or table contains").fill("PHISH");
    expect(await fragmentOf(page)).toBe("#/queries/PHISH");
    expect(await rowsOf(page)).toEqual([[expect.stringContaining("Sign-ins"), "EmailEvents"]]);
    await page.reload();
    expect(await textOf(page, "main [role=status]")).toBe("1 query found");
    await page.getByLabel("Name, file or table contains").fill("nothing");
    expect(await textOf(page, "main [role=status]")).toBe("0 queries found");
    await page.getByLabel("Name, file or table contains").fill("logonevents");
    expect((await rowsOf(page)).length).toBe(1);
    await page.getByRole("link", { name: "DeviceLogonEvents" }).last().click();
    expect(await headingOf(page)).toBe("DeviceLogonEvents");
  });

  test("of the size of a large project leave the page below 300 kB", async () => {
    const address = await writePage("many-queries", manyQueriesPage());
    expect(statSync(new URL(address)).size).toBeLessThan(300_000);
    const page = await open(`${address}#/queries`);
    expect((await rowsOf(page)).length).toBe(100);
    await page.getByRole("button", { name: "Show more: 400 rows left" }).click();
    expect((await rowsOf(page)).length).toBe(200);
  });

  test("are listed at a table, with the columns that they read", async () => {
    const page = await open(`${full}#/table/DeviceLogonEvents`);
    await page.getByRole("button", { name: "Read by 1 query" }).click();
    expect(await page.evaluate("document.activeElement.textContent")).toBe(
      "Queries that read this table",
    );
    expect(await rowsOf(page)).toEqual([
      [expect.stringContaining("failedLogons"), "ActionType\nAccountName", "AlertInfo"],
    ]);
    await show(page, "#/table/AlertInfo");
    expect((await rowsOf(page))[0]?.[1]).toBe("all columns with * or in whole rows");
    await show(page, "#/table/EmailEvents");
    expect((await rowsOf(page))[0]?.[1]).toBe(
      "Timestamp\nRecipientEmailAddress\nand 1 other with * or in whole rows",
    );
    await show(page, "#/table/DeviceInfo");
    expect(await page.locator("main").innerText()).toContain("No query reads it.");
    expect(await page.locator(".jump").count()).toBe(0);
  });

  test("are listed at a column, those that name it first", async () => {
    const page = await open(`${full}#/column/AccountName`);
    expect(await rowsOf(page)).toEqual([
      [expect.stringContaining("failedLogons"), "DeviceLogonEvents", ""],
    ]);
    await show(page, "#/column/Timestamp");
    expect(await rowsOf(page)).toEqual([
      [expect.stringContaining("phishing"), "EmailEvents", ""],
      [expect.stringContaining("failedLogons"), "", "AlertInfo"],
    ]);
    await show(page, "#/column/DeviceId");
    expect(await page.locator("main").innerText()).toContain("No query reads it.");
  });

  test("are not in the navigation of a page without queries", async () => {
    const page = await open(tenants);
    expect(await page.locator(".top nav a").allInnerTexts()).toEqual([
      "Tables",
      "Types",
      "Joins",
      "Picture",
    ]);
    await show(page, "#/queries");
    expect(await textOf(page, ".lead")).toContain("This page was written without queries.");
  });
});

describe("the picture", () => {
  test("shows the connections of a table or key that is clicked", async () => {
    const page = await open(`${full}#/picture`);
    expect(await page.locator(".node.table").count()).toBeGreaterThan(60);
    await page.locator(".node.key", { hasText: "NetworkMessageId" }).click();
    expect(await fragmentOf(page)).toBe("#/picture/key/NetworkMessageId");
    expect(await page.locator(".line.own").count()).toBe(9);
    await page
      .locator(".node.table", { hasText: /^EmailEvents/ })
      .last()
      .click();
    expect(await fragmentOf(page)).toBe("#/picture/table/EmailEvents");
    expect(await textOf(page, ".focus")).toMatch(/^EmailEvents shares \d+ keys with other tables/);
    await page.locator(".node.focus").click();
    expect(await fragmentOf(page)).toBe("#/picture");
  });

  test("has the same content as a table", async () => {
    const page = await open(`${full}#/picture`);
    const lines = await page.locator(".line").count();
    const links = await page.evaluate<number>(
      "[...document.querySelectorAll('tbody tr')].reduce((sum, row) => sum + row.lastElementChild.querySelectorAll('a').length, 0)",
    );
    expect(links).toBe(lines);
    expect(await page.locator(".picture").getAttribute("aria-hidden")).toBe("true");
  });
});

describe("the history", () => {
  test("shows what changed and when, and filters by grade", async () => {
    const page = await open(`${full}#/history`);
    expect(await page.locator("main h2").allInnerTexts()).toEqual([
      "Add the columns of March",
      "Break the exports",
      "Remove a table",
    ]);
    expect(await textOf(page, ".entry .meta")).toBe("2026-03-01 · 0123456789 · 2 changes");
    await page.getByRole("link", { name: "breaking" }).click();
    expect(await fragmentOf(page)).toBe("#/history/breaking");
    expect(await page.locator(".entry tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(
        /column Gone string is no longer in the rows.*reads of the column no longer compile/s,
      ),
      expect.stringMatching(/OldTable.*the table no longer exists.*approved: agreed in January/s),
    ]);
    await show(page, "#/table/OldTable");
    expect(await textOf(page, "main")).toMatch(
      /^Unknown table.*Remove a table.*the table no longer exists/s,
    );
  });

  test("is what a page of one comparison begins with", async () => {
    const page = await open(await writePage("comparison", { ...fullPage(), firstView: "history" }));
    expect(await headingOf(page)).toBe("History");
  });
});

describe("hostile names", () => {
  const [first = "", second = ""] = hostileNames;
  /** Every view, with the heading that it must have. */
  const headings: readonly (readonly [fragment: string, heading: string])[] = [
    ["#/", visible(`${first}\u202E`)],
    ["#/types", "Types"],
    ["#/history", "History"],
    ["#/queries", "Queries"],
    ["#/picture", "Picture"],
    ...hostileNames.flatMap((name) =>
      ["table", "column"].map(
        (view) => [`#/${view}/${encodeURIComponent(name)}`, visible(name)] as const,
      ),
    ),
    [`#/join/${encodeURIComponent(first)}/${encodeURIComponent(second)}`, "Join two tables"],
  ];

  test("are text, with hidden characters escaped, in every view", async () => {
    const page = await open(hostile);
    for (const [fragment, heading] of headings) {
      await show(page, fragment);
      const text = await page.evaluate<string>(
        "document.documentElement.outerHTML.replace(/<script[^]*?<\\/script>/, '')",
      );
      expect(/[^]{40}[\u202E\u2028][^]{40}/.exec(text)?.[0], `in ${fragment}`).toBeUndefined();
      expect(await page.locator("script").count()).toBe(2);
      expect(await page.locator("h1").textContent()).toBe(heading);
    }
    await show(page, `#/table/${encodeURIComponent(first)}`);
    await takeScreenshot(page, "hostile");
  });

  test("fit on a small screen", async () => {
    const page = await open(hostile, { viewport: { width: 360, height: 740 } });
    for (const [fragment] of headings) {
      await show(page, fragment);
      const width = await page.evaluate("document.documentElement.scrollWidth");
      expect(width, `of ${fragment}`).toBeLessThanOrEqual(360);
    }
    await takeScreenshot(page, "hostile-small");
  });
});

describe("every view", () => {
  test.each(["light", "dark"] as const)(
    "has no violations of axe in the %s theme",
    async (colorScheme) => {
      // axe is injected, which the page's own policy would refuse.
      const page = await open(full, { colorScheme, bypassCSP: true });
      await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("axe-core/axe.min.js")) });
      for (const [name, fragment] of views) {
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 800 });
          await show(page, fragment);
          const found = await page.evaluate<string[]>(
            "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))",
          );
          expect(found, `${name} at ${width} px`).toEqual([]);
        }
      }
    },
  );

  test.each(["light", "dark"] as const)(
    "is kept as a screenshot in the %s theme",
    async (colorScheme) => {
      const page = await open(full, { colorScheme });
      for (const [name, fragment] of views) {
        await show(page, fragment);
        await takeScreenshot(page, `${name}-${colorScheme}`);
        expect(statSync(artifact(`${name}-${colorScheme}.png`)).size).toBeGreaterThan(10_000);
      }
    },
  );

  test("is in the documents as a picture that is small enough", async () => {
    const page = await open(full, { viewport: { width: 1180, height: 640 } });
    await show(
      page,
      "#/table/DeviceLogonEvents?column=Timestamp&column=DeviceName&column=AccountName",
    );
    const picture = await page.screenshot();
    expect(picture.length).toBeLessThan(150_000);
    if (process.env["UPDATE_PICTURE"] !== undefined) {
      writeFileSync(new URL("../../docs/public/explorer.png", import.meta.url), picture);
    }
  });

  test("fits on a screen of 360 px", async () => {
    const page = await open(full, { viewport: { width: 360, height: 740 } });
    for (const [name, fragment] of views) {
      await show(page, fragment);
      expect(
        await page.evaluate("document.documentElement.scrollWidth"),
        `in ${name}`,
      ).toBeLessThanOrEqual(360);
      // Only the picture may be scrolled sideways.
      const wide =
        "[...document.querySelectorAll('.table-frame')].filter((each) => each.scrollWidth > each.clientWidth).length";
      expect(await page.evaluate(wide), `wide tables in ${name}`).toBe(0);
      await takeScreenshot(page, `${name}-small`);
    }
  });

  test("is printed without what only helps on a screen", async () => {
    const page = await open(full);
    await page.emulateMedia({ media: "print" });
    for (const [name, fragment] of views) {
      await show(page, fragment);
      const onScreen = page.locator(
        ".panel, .top, .links, .tabs, .copy, .bar, .segments, .pick input",
      );
      expect(await onScreen.filter({ visible: true }).count(), `in ${name}`).toBe(0);
      const pdf = await page.pdf({ format: "A4", path: artifact(`${name}.pdf`) });
      const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      expect(pages, `of ${name}`).toBeGreaterThan(0);
      expect(pages, `of ${name}`).toBeLessThan(12);
    }
  });

  test("changes its colors with the theme button, and remembers the choice", async () => {
    const page = await open(full, { colorScheme: "light" });
    const ground = (): Promise<string> =>
      page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const light = await ground();
    await page.getByRole("button", { name: "Theme: system" }).click();
    expect(await ground()).toBe(light);
    await page.getByRole("button", { name: "Theme: light" }).click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await ground()).toBe(dark);
  });
});

test("1,000 tables with 50,000 columns and 5,000 queries open and are searched with few elements", async () => {
  const address = await writePage("large", largePage());
  const page = await open("about:blank");
  // Milliseconds of the main thread's processor time, which other programs hardly change.
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  const times: string[] = [];
  const measure = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    const before = await spent();
    await act();
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
    times.push(`${what} ${Math.round((await spent()) - before)} ms`);
  };
  await measure("open", () => page.goto(address));
  const elements = await page.evaluate<number>("document.querySelectorAll('*').length");
  expect(elements).toBeLessThan(2500);
  for (const text of ["d", "de", "device", "device alert", "own77", "devcieemail", "zzzzzzzz"]) {
    await measure(`"${text}"`, () => page.fill("#search", text));
  }
  await measure("scroll", () =>
    page.evaluate("document.querySelector('.results').scrollTop = 20000"),
  );
  for (const fragment of [
    // All queries read it.
    "#/table/DeviceIdentityEvents0",
    "#/column/DeviceEmailField0Id",
    "#/types",
    "#/picture",
    "#/queries",
    "#/",
  ]) {
    await measure(fragment, () => show(page, fragment));
  }
  const size = Math.round(statSync(new URL(address)).size / 1000);
  console.log(`${size} kB, ${elements} elements; processor time: ${times.join(", ")}`);
  await takeScreenshot(page, "large");
});
