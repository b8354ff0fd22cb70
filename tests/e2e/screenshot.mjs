// Makes docs/screenshot.png, the picture in the README: the verdict of a sample firm, in English.
//
//   cargo xtask dist && node tests/e2e/screenshot.mjs

import { readFileSync, writeFileSync } from "node:fs";
import { openBrowser, startApp } from "./harness.mjs";

const file = (name) => new URL(name, import.meta.url);
const sample = JSON.parse(readFileSync(file("../cases/reports/web-host.json"), "utf8"));
sample.data.as_of = new Date().toISOString().slice(0, 10);

const app = await startApp();
try {
  const browser = await openBrowser(app, { name: "chromium", language: "en" });
  try {
    await browser.setSize(1280, 800);
    await browser.load();
    await browser.run((id, text) => localStorage.setItem(`nis2-check:a:${id}`, text), sample.data.id, JSON.stringify(sample));
    await browser.page("#/en/verdict");
    const { data } = await browser.cdp("Page.captureScreenshot", { format: "png" });
    writeFileSync(file("../../docs/screenshot.png"), Buffer.from(data, "base64"));
  } finally {
    await browser.close();
  }
} finally {
  app.stop();
}
