// Looks at the pages that `nisba report`, `diff` and `reliability` write, in headless Chromium.
//
//   npm install && node check.mjs [FOLDER]
//
// Every page, wide and narrow, light and dark: nothing that axe-core objects to, nothing beside the screen, nothing asked
// of the network, no error in a script. Then what the keyboard does, and the page without scripts. FOLDER takes pictures.
// NISBA is the command (target/release/nisba), CHROMIUM the browser.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const root = resolve(import.meta.dirname, "../..");
const nisba = process.env.NISBA ?? join(root, "target/release/nisba");
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const chromium = process.env.CHROMIUM ?? browsers.find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.argv[2];
const work = mkdtempSync(join(tmpdir(), "nisba-pages-"));

/** Runs nisba; findings are no failure. */
function run(...args) {
  try {
    return execFileSync(nisba, ["--no-config", ...args], { cwd: work, maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
}

/** The pages and what they are made of. */
function pages() {
  const entity = (id, name, more) => `[[entity]]\nid = "person/${id}"\nname = "${name}"\ntype = "person"\n${more}\n`;
  const brother = entity("sohrab-soleimani", "Sohrab Soleimani", "");
  writeFileSync(join(work, "old.toml"), entity("qasem-soleimani", "Qasem Soleimani", 'variants = ["قاسم سلیمانی"]') + brother);
  const added = 'variants = ["قاسم سلیمانی", "Shadow Commander"]\ncues = ["<Quds> & Force"]';
  writeFileSync(join(work, "new.toml"), entity("qasem-soleimani", "Qasem Soleimani", added));
  const texts = [
    "General Ghassem Suleimani, the Shadow Commander, met Sohrab Soleimani.\nSulejmani left <soon> & late.",
    "سافر قاسم سليماني إلى بغداد، ثم عاد سليماني إلى طهران.",
    "Касем Сулеймани прибыл в Дамаск. Сулеймани молчал.",
    `A-very-long-word-${"without-an-end-".repeat(20)} and Kassem Soleymani in Kerman, Goma, Mobile and Reading.`,
  ];
  const lines = texts.map((text, id) => JSON.stringify({ id: `document ${id}`, text }));
  writeFileSync(join(work, "corpus.jsonl"), `${lines.join("\n")}\n`);
  writeFileSync(join(work, "report.html"), run("report", "corpus.jsonl", join(root, "examples/wire-report.txt"), "--min-confidence", "0.2"));
  writeFileSync(join(work, "diff.html"), run("diff", "old.toml", "new.toml", "corpus.jsonl", "--output", "html"));
  run("reliability", join(root, "lexicons/cases/kerman-2024.cases"), "--svg", "reliability.svg");
  const image = '<img src="reliability.svg" alt="How often answers of a confidence are right">';
  const head = '<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Reliability</title>';
  writeFileSync(
    join(work, "reliability.html"),
    `${head}<style>:root { color-scheme: light dark } img { max-width: 100% }</style><main><h1>Reliability</h1>${image}</main>`,
  );
  return ["report", "diff", "reliability"];
}

const problems = [];
const expect = (what, holds, got = "") => holds || problems.push(got === "" ? what : `${what}: ${got}`);

/** Opens a page and sees that it asks for nothing from elsewhere. */
async function open(browser, name, { width = 1280, scheme = "light", scripts = true } = {}) {
  const page = await browser.newPage();
  const where = `${name}, ${width} wide, ${scheme}`;
  page.on("request", (request) => expect(`${where} asks for`, /^(file|data):/.test(request.url()), request.url()));
  page.on("pageerror", (error) => expect(where, false, error.message));
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(join(work, `${name}.html`)));
  return page;
}

/** How a page looks. */
async function look(browser, name) {
  const grounds = [];
  for (const width of [1280, 320]) {
    for (const scheme of ["light", "dark"]) {
      const where = `${name}, ${width} wide, ${scheme}`;
      const page = await open(browser, name, { width, scheme });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, help, nodes } of violations) {
        expect(where, false, `${id}, ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
      }
      const [inner, ground] = await page.evaluate(() => [
        document.documentElement.scrollWidth - innerWidth,
        getComputedStyle(document.body).backgroundColor,
      ]);
      expect(`${where}: wider than the screen by`, inner <= 0, inner);
      grounds.push(ground);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`) });
      await page.close();
    }
  }
  expect(`${name}: light and dark look the same`, name === "reliability" || grounds[0] !== grounds[1]);
}

const visible = (page, selector) =>
  page.$$eval(selector, (nodes) => nodes.filter((node) => node.checkVisibility()).length);
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);

/** What the keyboard does on a page with a filter. */
async function type(browser, name, word) {
  const page = await open(browser, name);
  await page.keyboard.press("Tab");
  expect(`${name}: the first Tab leads to`, (await focused(page)) === "skip", await focused(page));
  await page.evaluate(() => document.querySelectorAll("details").forEach((section) => (section.open = true)));
  const all = await visible(page, "tbody tr");
  await page.keyboard.press("/");
  expect(`${name}: / leads to`, (await focused(page)) === "filter", await focused(page));
  await page.keyboard.type(word);
  const some = await visible(page, "tbody tr");
  expect(`${name}: rows with ${word}, of ${all}`, some > 0 && some < all, some);
  expect(`${name}: the filter tells`, (await page.$eval("#told", (told) => told.textContent)).includes("shown"));
  await page.keyboard.press("Escape");
  expect(`${name}: rows after Escape`, (await visible(page, "tbody tr")) === all);
  await page.close();
}

/** The keys of a report. */
async function step(browser) {
  const page = await open(browser, "report");
  for (const [key, at] of [["n", "m0"], ["n", "m1"], ["p", "m0"]]) {
    await page.keyboard.press(key);
    expect(`report: ${key} leads to`, (await focused(page)) === at, await focused(page));
  }
  await page.keyboard.press("Enter");
  const target = await page.evaluate(() => location.hash.slice(1));
  expect("report: a mention leads to its entity", /^e\d+$/.test(target) && (await page.$(`#${target}`)) !== null, target);
  await page.close();
}

/** A page without scripts: nothing is missing but the filter. */
async function still(browser, name) {
  const [page, other] = [await open(browser, name, { scripts: false }), await open(browser, name)];
  const rows = (of) => of.$$eval("tbody tr", (nodes) => nodes.length);
  expect(`${name}: without scripts the same rows`, (await rows(page)) === (await rows(other)));
  expect(`${name}: without scripts no filter`, (await visible(page, "form.filter")) === 0);
  await page.close();
  await other.close();
}

const args = ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
const browser = await puppeteer.launch({ executablePath: chromium, args });
try {
  if (pictures) mkdirSync(pictures, { recursive: true });
  for (const name of pages()) await look(browser, name);
  await type(browser, "report", "damascus");
  await type(browser, "diff", "lost");
  await step(browser);
  await still(browser, "report");
  await still(browser, "diff");
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? "the pages are in order" : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
