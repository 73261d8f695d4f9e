// Runs axe over pages in Chromium, in light and in dark, and looks whether they can be scrolled sideways
// at 320 CSS pixels, which is what 400 % of 1280 are. Says what it finds, one line each:
// kind | role | theme | rule | selector | what axe says.
//
//     node axe.mjs LIST.json
//
// Each page is shown at its address with the source that its reader was given; styles, icons and frames
// come from the live wall. Scripts are on and the policy of the pages is off in this browser alone, for
// axe is a script. That changes nothing of what is checked: the pages have no script and no `noscript`,
// and a policy adds nothing to a page, but only keeps things out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const list = JSON.parse(readFileSync(process.argv[2], "utf8"));

const say = (page, theme, rule, selector, words) =>
  console.log([page.kind, page.role, theme, rule, selector, words.replace(/\s+/g, " ")].join(" | "));

function cookies(header) {
  return (header ?? "").split("; ").filter(Boolean).map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: list.origin };
  }).filter((cookie) => !cookie.name.startsWith("__"));
}

async function check(browser, page) {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
  try {
    await context.addCookies(cookies(page.cookies));
    const tab = await context.newPage();
    const address = list.origin + page.address;
    const body = readFileSync(page.file, "utf8");
    await tab.route((url) => url.href === address, (route) =>
      route.fulfill({ status: 200, contentType: "text/html; charset=utf-8", body }));
    await tab.goto(address, { waitUntil: "domcontentloaded" });
    // A page without its styles would have no colours to speak of: this waits, and fails in the end.
    await tab.waitForFunction(() => document.styleSheets.length > 0
      && [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0));
    await tab.evaluate(AXE);
    // A stream stands in a frame; the page around it has the heading that this rule asks of the whole.
    const rules = page.kind.endsWith("/live") ? { "page-has-heading-one": { enabled: false } } : {};
    for (const theme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      // Frames are documents of their own, and are checked as such.
      const { violations } = await tab.evaluate(([tags, rules]) =>
        axe.run(document, { runOnly: tags, rules, iframes: false, resultTypes: ["violations"] }), [TAGS, rules]);
      for (const { id, nodes, help } of violations)
        for (const node of nodes)
          say(page, theme, id, node.target.flat().join(" "), node.any[0]?.message ?? node.all[0]?.message ?? help);
    }
    await tab.setViewportSize({ width: 320, height: 640 });
    const wide = await tab.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return null;
      const over = [...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
      const first = over[0];
      return `${root.scrollWidth}px: ${first?.tagName.toLowerCase()}.${first?.className}`;
    });
    if (wide) say(page, "light", "sideways-at-320", "html", wide);
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({ executablePath: list.chromium, args: ["--no-sandbox"] });
let checked = 0;
try {
  for (const page of list.pages) {
    await check(browser, page);
    checked += 1;
  }
} finally {
  await browser.close();
}
console.log(`checked ${checked}`);
