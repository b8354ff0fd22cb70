import { openBrowser, startApp } from "/tmp/h/h5/repo/tests/e2e/harness.mjs";
const app = await startApp();
try {
  const b = await openBrowser(app, { language: "sl" });
  try {
    await b.page("#/sl/");
    console.log(await b.run(() => document.querySelector("main").innerText.slice(-400)));
    await b.page("#/sl/incidents");
    await b.until(() => document.querySelector("button.primary"), "new");
    console.log(await b.run(() => document.querySelector("main").innerText));
    await b.run(() => document.querySelector("button.primary").click());
    await b.until(() => document.querySelector("#countries"), "countries");
    await b.run(() => document.querySelector("#countries").click());
    await b.run(() => { const s = document.querySelector("#service"); s.value = "cloud"; s.dispatchEvent(new Event("change", {bubbles: true})); });
    await new Promise(r => setTimeout(r, 500));
    console.log(await b.run(() => document.querySelector("main").innerText));
    console.log(await b.consoleErrors());
    await b.run(() => document.querySelectorAll("details").forEach(d => d.open = true));
    await new Promise(r => setTimeout(r, 300));
    console.log("=====OPEN"); console.log(await b.run(() => document.querySelector("main").innerText));
    console.log(await b.axe());
    await b.setSize(1000, 6000); console.log(await b.screenshot("incident"));
    await b.setSize(320, 3000); console.log(await b.screenshot("incident-320"), await b.run(() => document.documentElement.scrollWidth));
    console.log(await b.consoleErrors());
  } finally { await b.close(); }
} finally { app.stop(); }
