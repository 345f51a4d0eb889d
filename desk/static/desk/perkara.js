// Keys on the case page. Tab: next doubtful field; Enter: take it; A: approve and go on.
import { arrows, light, loadAll, loadCrops, nudge, screens, turnScreen, viewerKeys } from "./gambar.js";
import { toggle } from "./ambil.js";
import { asksAgain, isRefused, leavesText, typedInto } from "./ketikan.js";
import { guardLeaving } from "./pergi.js";
import { giveUp, input, INPUT, panel, spreadVersion, take, takeChanged, taken } from "./simpan.js";
import { isTyping, tell, usesKeys } from "./umum.js";

const forms = () => [...panel.querySelectorAll("form.isian")].filter((form) => form.offsetParent);
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

// After the last doubt the keys rest on the decisions, on no button: approving has a key of its own.
function goOn(form) {
  const next = nextDoubtful(form) ?? firstDoubtful();
  if (!next || !focusField(next)) document.querySelector(".putusan").focus({ preventScroll: true });
}

function accept(form) {
  if (asksAgain(form)) { input(form).focus({ preventScroll: true }); return; }
  take(form);
  goOn(form);
}

panel.addEventListener("focusin", (event) => {
  const form = event.target.closest("form.isian");
  if (!form || !event.target.matches(INPUT)) return;
  light(form);
});

panel.addEventListener("change", (event) => {
  const form = event.target.closest("form.isian");
  if (form && event.target.matches(INPUT)) takeChanged(form);
});

panel.addEventListener("input", (event) => {
  const form = event.target.closest("form.isian");
  if (form && event.target.matches(INPUT)) typedInto(form);
});

panel.addEventListener("click", (event) => {
  const go = event.target.closest("[data-ke]");
  if (go) focusField(document.getElementById(go.dataset.ke)) || document.getElementById(go.dataset.ke)?.scrollIntoView();
  const button = event.target.closest(".terima");
  if (!button) return;
  event.preventDefault();
  accept(button.form);
});

document.querySelector("[data-alat=ambil]")?.addEventListener("click", toggle);

function fieldKey(event, form) {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (isRefused(event, form)) { event.preventDefault(); return; }
  if (event.key === "Enter" && isPlain && !(event.shiftKey && event.target.matches("textarea"))) {
    event.preventDefault();
    accept(form);
  } else if (event.key === "Tab" && isPlain && usesKeys()) {
    const next = nextDoubtful(form, event.shiftKey ? -1 : 1);
    if (next) { event.preventDefault(); focusField(next); }
  } else if (event.key in moves && isPlain && !event.shiftKey && leavesText(event.target, moves[event.key])) {
    const all = forms();
    const next = all[all.indexOf(form) + moves[event.key]];
    if (next || event.target.matches("select")) event.preventDefault();
    if (next) focusField(next);
  } else if (event.key === "F2" || (event.altKey && event.key.toLowerCase() === "m")) {
    event.preventDefault();
    form.querySelector(".mentah").toggleAttribute("hidden");
  } else if (event.key === "Escape") {
    giveUp(form);
    event.target.blur();
  }
}

const settled = guardLeaving(focusField, "form.isian, #setujui, dialog form");

async function approve() {
  const button = approveButton();
  const form = document.getElementById("setujui");
  if (!button || !form || button.disabled) return;
  button.disabled = true;
  if (await settled()) form.submit();
  else button.disabled = false;
}

// A key pressed twice, or just as the next case came, was meant for the case before: this one is still unseen.
const LOCKED_MS = 1000;
document.body.dataset.baru = "ya";
setTimeout(() => { delete document.body.dataset.baru; }, LOCKED_MS);

function approveByKey() {
  const button = approveButton();
  if (button && document.body.dataset.baru) tell("Berkas ini baru saja terbuka, jadi persetujuan belum diambil. Lihat dahulu, lalu tekan sekali lagi.");
  else approve();
}

document.getElementById("setujui")?.addEventListener("submit", (event) => { event.preventDefault(); approve(); });

const single = {
  a: approveByKey,
  c: () => document.getElementById("komentar")?.focus(),
  d: () => focusField(firstDoubtful()),
  g: toggle,
  ...viewerKeys,
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  // A key held down decides nothing twice: the next case would be approved unseen.
  if (event.repeat && (event.key === "Enter" || !isTyping(event.target))) { if (event.key.length === 1 || event.key === "Enter") event.preventDefault(); return; }
  if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); approveByKey(); return; }
  if (event.key in screens && !event.ctrlKey && !event.altKey && !event.metaKey) { event.preventDefault(); turnScreen(screens[event.key]); return; }
  const form = event.target instanceof Element ? event.target.closest("form.isian") : null;
  if (form && isTyping(event.target)) { fieldKey(event, form); return; }
  if (event.key === "Escape" && isTyping(event.target)) { event.target.blur(); return; }
  if (!usesKeys() || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = event.shiftKey && arrows[event.key] ? () => nudge(...arrows[event.key]) : single[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("htmx:afterSettle", (event) => {
  loadCrops(panel);
  spreadVersion();
  const refused = panel.querySelector("form.isian.galat");
  if (refused && event.target === refused) focusField(refused);
  if (event.target.id === "utama") document.querySelector("#utama [data-fokus]")?.focus(); // on no button: a second Enter chooses nothing
});

// On paper stands every page, whole: those that were not looked at yet are fetched before.
async function print() {
  await loadAll();
  window.print();
}
document.querySelector("[data-cetak-perkara]")?.addEventListener("click", print);

const returned = panel.querySelector("form.isian[data-dikembalikan]");
if (returned && focusField(returned)) input(returned).setSelectionRange?.(input(returned).value.length, input(returned).value.length);
else if (document.querySelector(".putusan #tombol-setujui:not(:disabled)")) focusField(firstDoubtful());
