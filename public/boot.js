// Starts the page: chooses the language, fetches law and words beside the wasm, starts the app, and
// says so when the app cannot run. No word stands here; all of them are in index.html.
//
// The app takes `#splash` out of the page once it stands: until then, every failure is ours to show.

const LANGUAGES = ["sl", "hr", "en"];

// The build writes the names of its files on our own script element.
const { glue, wasm, packs, version } = document.querySelector("script[data-glue]").dataset;
const address = (name) => new URL(name, document.baseURI).href;

/** The language of the address, else the one chosen before, else the browser's, else English. */
function chooseLanguage() {
  const inAddress = location.hash.split("/")[1];
  let before = null;
  try {
    before = localStorage.getItem("nis2-check:language");
  } catch {
    // Storage is denied: nothing was chosen before.
  }
  const ofBrowser = navigator.languages.map((tag) => tag.split("-")[0].toLowerCase());
  return [inAddress, before, ...ofBrowser].find((tag) => LANGUAGES.includes(tag)) ?? "en";
}

const language = chooseLanguage();

/** Shows the paragraphs of the chosen language only. */
function speak() {
  document.documentElement.lang = language;
  for (const paragraph of document.querySelectorAll("#splash [lang]")) {
    paragraph.hidden = paragraph.lang !== language;
  }
  const title = document.querySelector(`#splash [lang="${language}"] strong`);
  if (title) document.title = title.textContent;
}

/** Shows why the app does not start; after the app stands, it shows its own failures. */
function show(id) {
  const message = document.getElementById(id);
  if (message) message.hidden = false;
}

const fetched = new Map();

/** A part of the content, fetched once; after a failure the next call tries again. */
function pack(name) {
  if (!fetched.has(name)) {
    const bytes = fetch(address(packs + name)).then(async (response) => {
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    bytes.catch(() => fetched.delete(name));
    fetched.set(name, bytes);
  }
  return fetched.get(name);
}

globalThis.nis2Check = Object.freeze({ language, pack, version, failed: () => show("failed") });

async function start() {
  speak();
  if (typeof WebAssembly !== "object") return show("no-wasm");
  // A panic while the app is put up arrives here and not in the `catch` below.
  for (const kind of ["error", "unhandledrejection"]) addEventListener(kind, () => show("failed"));
  try {
    const app = import(address(glue)).then((module) => module.default({ module_or_path: address(wasm) }));
    await Promise.all([pack("law.bin"), pack(`${language}.core.txt`), app]);
  } catch (reason) {
    console.error(reason);
    show("failed");
  }
}

start();
