// Keys and saving on the case page. Tab: next doubtful field; Enter: take it; A: approve and go on.
import { fit, light, loadCrops, nudge, step, turn, zoom } from "./gambar.js";
import { isTyping, usesKeys } from "./umum.js";

const panel = document.getElementById("panel");
const INPUT = ":is(input:not([type=hidden]), select, textarea)";
const forms = () => [...panel.querySelectorAll("form.isian")].filter((form) => form.offsetParent);
const input = (form) => form?.querySelector(INPUT);
// Fields taken on this page: a row that was just replaced wears its old class until htmx has settled.
const taken = new Set();
const doubtful = (form) => form.classList.contains("ragu") && !taken.has(form.id);

function focusField(form) {
  const place = input(form);
  if (!place) return false;
  place.focus({ preventScroll: true });
  form.scrollIntoView({ block: "center" });
  if (place.select) place.select();
  return true;
}

function nextDoubtful(from, by = 1) {
  const all = forms();
  const ordered = by > 0 ? all.slice(all.indexOf(from) + 1) : all.slice(0, Math.max(all.indexOf(from), 0)).reverse();
  return ordered.find(doubtful);
}

const firstDoubtful = () => forms().find(doubtful);
const approveButton = () => document.getElementById("tombol-setujui");

// Saves that were asked for and not yet answered, those waiting in htmx's queue too.
let pending = 0;
function count(by) {
  pending = Math.max(0, pending + by);
  panel.toggleAttribute("data-menyimpan", pending > 0);
}
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!form?.matches("form.isian")) return;
  count(-1);
  if (event.detail.failed) taken.delete(form.id);
});

// Sends the field as it stands; the page goes on at once, the answer replaces the row when it comes.
function take(form) {
  count(1);
  taken.add(form.id);
  form.dataset.nilai = input(form).value;
  form.requestSubmit();
}

function goOn(form) {
  const next = nextDoubtful(form) ?? firstDoubtful();
  if (!next || !focusField(next)) approveButton()?.focus();
}

panel.addEventListener("focusin", (event) => {
  const form = event.target.closest("form.isian");
  if (!form || !event.target.matches(INPUT)) return;
  form.dataset.nilai ??= event.target.value;
  light(form);
});

panel.addEventListener("change", (event) => {
  const form = event.target.closest("form.isian");
  if (form && event.target.matches(INPUT) && form.dataset.nilai !== event.target.value) take(form);
});

panel.addEventListener("click", (event) => {
  const go = event.target.closest("[data-ke]");
  if (go) focusField(document.getElementById(go.dataset.ke)) || document.getElementById(go.dataset.ke)?.scrollIntoView();
  const button = event.target.closest(".terima");
  if (!button) return;
  event.preventDefault();
  take(button.form);
  goOn(button.form);
});

function fieldKey(event, form) {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (event.key === "Enter" && isPlain && !(event.shiftKey && event.target.matches("textarea"))) {
    event.preventDefault();
    take(form);
    goOn(form);
  } else if (event.key === "Tab" && isPlain && usesKeys()) {
    const next = nextDoubtful(form, event.shiftKey ? -1 : 1);
    if (next) { event.preventDefault(); focusField(next); }
  } else if (event.key in moves && isPlain && !event.target.matches("select, textarea")) {
    const all = forms();
    const next = all[all.indexOf(form) + moves[event.key]];
    if (next) { event.preventDefault(); focusField(next); }
  } else if (event.key === "F2" || (event.altKey && event.key.toLowerCase() === "m")) {
    event.preventDefault();
    form.querySelector(".mentah").toggleAttribute("hidden");
  } else if (event.key === "Escape") {
    event.target.blur();
  }
}

// Saves still under way go first: the decision must see their version, and a link must not cut them off.
const isSaving = () => pending > 0;
async function saved() { while (isSaving()) await new Promise((done) => setTimeout(done, 30)); }

document.querySelector(".putusan").addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link || !isSaving()) return;
  event.preventDefault();
  await saved();
  location.assign(link.href);
});
window.addEventListener("beforeunload", (event) => { if (isSaving()) event.preventDefault(); });

async function approve() {
  const button = approveButton();
  const form = document.getElementById("setujui");
  if (!button || !form || button.disabled) return;
  button.disabled = true;
  await saved();
  const refused = panel.querySelector("form.isian.galat");
  if (refused) { button.disabled = false; focusField(refused); return; }
  form.elements.versi.value = document.getElementById("versi").value;
  form.submit();
}

document.getElementById("setujui")?.addEventListener("submit", (event) => { event.preventDefault(); approve(); });

const single = {
  a: approve,
  d: () => focusField(firstDoubtful()),
  r: turn, 0: fit, "+": () => zoom(0.75), "=": () => zoom(0.75), "-": () => zoom(1.33),
  "[": () => step(-1), "]": () => step(1),
};

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); approve(); return; }
  const form = event.target instanceof Element ? event.target.closest("form.isian") : null;
  if (form && isTyping(event.target)) { fieldKey(event, form); return; }
  if (!usesKeys() || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = event.shiftKey && arrows[event.key] ? () => nudge(...arrows[event.key]) : single[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("htmx:afterSettle", (event) => {
  loadCrops(panel);
  const versi = document.getElementById("versi");
  document.querySelectorAll(".putusan input[name=versi]").forEach((hidden) => { hidden.value = versi?.value ?? hidden.value; });
  const refused = panel.querySelector("form.isian.galat");
  if (refused && event.target === refused) focusField(refused);
  if (event.target.id === "utama") document.querySelector("#utama button, #utama a")?.focus();
});

// The lease is renewed every two minutes if somebody has worked here since; a page left open gives the case back.
const IDLE_MS = 150 * 1000;
let worked = Date.now();
["keydown", "pointerdown", "wheel"].forEach((name) => document.addEventListener(name, () => { worked = Date.now(); }, { capture: true, passive: true }));
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "pegangan" && Date.now() - worked > IDLE_MS) event.preventDefault();
});

if (document.querySelector(".putusan #tombol-setujui:not(:disabled)")) focusField(firstDoubtful());
